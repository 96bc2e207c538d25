package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of an assistant's message item that the contract does not model. As the parts of several items are one
 * turn, the item's first part keeps them: as a field of its own extension that no content part has.
 */
final class ItemFields {
    /** The field's name. */
    static final String NAME = "item";

    private ItemFields() {}

    /** The item's extensions, from those of its first part. */
    static List<Extension> ofItem(List<Extension> ofPart) {
        List<Extension> fields = new ArrayList<>();
        for (Extension extension : ofPart) {
            if (extension.getDialect().equals(ResponsesDialect.NAME)) {
                add(extension.getJson(), fields);
            }
        }
        return fields;
    }

    private static void add(String ofPart, List<Extension> fields) {
        JsonReader in = JsonReader.of(ofPart);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals(NAME)) {
                fields.add(Extras.extension(ResponsesDialect.NAME, in.raw()));
            } else {
                in.skip();
            }
        }
    }
}
