package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Citation;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * One content part of an item as a host tells it. Texts that it does not tell are empty.
 *
 * @param logprobs as the contract has them
 * @param extras what is not modelled
 * @param json the whole part
 */
record HostContent(String type, String text, List<Citation> citations, String logprobs, Extras extras, String json) {
    /** Reads the list that stands next; what is no list is none. */
    static List<HostContent> list(JsonReader in) {
        List<HostContent> parts = new ArrayList<>();
        if (in.type() != JsonReader.Type.ARRAY) {
            in.skip();
            return parts;
        }
        in.beginArray();
        while (in.nextElement()) {
            parts.add(read(in.raw()));
        }
        return parts;
    }

    /** Reads a content part; one that is a bare text is of the type {@code output_text}. */
    static HostContent read(String json) {
        JsonReader in = JsonReader.of(json);
        if (in.type() == JsonReader.Type.STRING) {
            return new HostContent("output_text", in.string(), List.of(), "", new Extras(), json);
        }
        String type = "";
        String text = "";
        String logprobs = "";
        List<Citation> citations = List.of();
        Extras extras = new Extras();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "type" -> type = Lenient.text(in);
                case "text", "refusal" -> text = Lenient.text(in);
                case "annotations" -> citations = citations(in);
                case "logprobs" -> logprobs = logprobs(in);
                default -> extras.keep(name, in);
            }
        }
        return new HostContent(type, text, citations, logprobs, extras, json);
    }

    /** The list of log probabilities that stands next, as the contract has them; empty for none. */
    static String logprobs(JsonReader in) {
        if (in.type() != JsonReader.Type.ARRAY) {
            in.skip();
            return "";
        }
        String list = in.raw();
        return list.substring(1).stripLeading().startsWith("]") ? "" : "{\"content\":" + list + '}';
    }

    private static List<Citation> citations(JsonReader in) {
        if (in.type() == JsonReader.Type.ARRAY) {
            return ResponsesCitation.list(in);
        }
        in.skip();
        return List.of();
    }
}
