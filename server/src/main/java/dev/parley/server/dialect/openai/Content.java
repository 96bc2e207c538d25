package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Text;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a message: one string, or a list of parts. An empty string holds no part (E-ROLE-7).
 *
 * @param list whether it was a list
 */
record Content(List<Part> parts, boolean list) {
    /** Reads the value that stands next. */
    static Content read(JsonReader in) {
        return switch (in.type()) {
            case STRING -> new Content(string(in.string()), false);
            case ARRAY -> new Content(list(in), true);
            case OBJECT, NUMBER, BOOLEAN, NULL -> throw in.unexpected("a string or a list of content parts");
        };
    }

    /** True if a string, or nothing, says the same as these parts. */
    static boolean plain(List<Part> parts) {
        return parts.isEmpty()
                || parts.size() == 1
                        && parts.getFirst().hasText()
                        && parts.getFirst().getExtensionsCount() == 0;
    }

    private static List<Part> string(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(Part.newBuilder()
                        .setText(Text.newBuilder().setText(text))
                        .build());
    }

    private static List<Part> list(JsonReader in) {
        List<Part> parts = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            parts.add(PartReader.read(in));
        }
        return parts;
    }
}
