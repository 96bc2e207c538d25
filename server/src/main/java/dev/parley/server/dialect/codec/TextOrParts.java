package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Text;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Content of a message, of the system prompt or of a tool's result: one string, or a list of parts. An empty string
 * holds no part (E-ROLE-7).
 *
 * @param list whether it was a list
 */
public record TextOrParts(List<Part> parts, boolean list) {
    /**
     * Reads the value that stands next.
     *
     * @param names what the dialect calls the parts, for the failure's message
     * @param part reads the part that stands next
     * @throws JsonException naming the field, if it is neither a string nor a list
     */
    public static TextOrParts read(JsonReader in, String names, Function<JsonReader, Part> part) {
        return switch (in.type()) {
            case STRING -> new TextOrParts(string(in.string()), false);
            case ARRAY -> new TextOrParts(list(in, part), true);
            case OBJECT, NUMBER, BOOLEAN, NULL -> throw in.unexpected("a string or a list of " + names);
        };
    }

    private static List<Part> string(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(Part.newBuilder()
                        .setText(Text.newBuilder().setText(text))
                        .build());
    }

    private static List<Part> list(JsonReader in, Function<JsonReader, Part> part) {
        List<Part> parts = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            parts.add(part.apply(in));
        }
        return parts;
    }
}
