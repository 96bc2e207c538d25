package dev.parley.server.dialect.responses;

import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/** What a host tells of one output item, at its beginning or whole. What it does not tell is empty. */
final class HostFields {
    String type = "";
    String id = "";
    String callId = "";
    String name = "";
    /** Arguments of a function, or the input of a custom tool. */
    String input = "";

    String encrypted = "";
    /** The picture of an image generation call, in base64. */
    String result = "";

    List<String> summaries = List.of();
    List<HostContent> content = List.of();
    /** What is not modelled. */
    final Extras extras = new Extras();
    /** The whole item; of none the empty text. */
    String json = "";

    /** Reads the object that stands next. */
    static HostFields read(JsonReader in) {
        HostFields item = new HostFields();
        item.json = in.raw();
        JsonReader fields = JsonReader.of(item.json);
        for (String name = fields.beginObject(); name != null; name = fields.nextField()) {
            if (fields.isNull()) {
                fields.skip();
            } else {
                item.field(name, fields);
            }
        }
        return item;
    }

    /** Reads the list that stands next; what is no list is none. */
    static List<HostFields> list(JsonReader in) {
        List<HostFields> items = new ArrayList<>();
        if (in.type() != JsonReader.Type.ARRAY) {
            in.skip();
            return items;
        }
        in.beginArray();
        while (in.nextElement()) {
            items.add(read(in));
        }
        return items;
    }

    private void field(String field, JsonReader in) {
        switch (field) {
            case "type" -> type = Lenient.text(in);
            case "id" -> id = Lenient.text(in);
            case "call_id" -> callId = Lenient.text(in);
            case "name" -> name = Lenient.text(in);
            case "arguments", "input" -> input = in.type() == JsonReader.Type.OBJECT ? in.raw() : Lenient.text(in);
            case "encrypted_content" -> encrypted = Lenient.text(in);
            case "result" -> result = Lenient.text(in);
            case "summary" ->
                summaries = HostContent.list(in).stream().map(HostContent::text).toList();
            case "content" -> content = HostContent.list(in);
            case "status", "role" -> in.skip();
            default -> extras.keep(field, in);
        }
    }
}
