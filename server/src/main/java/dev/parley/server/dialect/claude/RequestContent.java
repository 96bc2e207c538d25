package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Text;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Content of a message, of the system prompt or of a tool's result: one string, or a list of blocks. An empty string
 * holds no part (E-ROLE-7).
 *
 * @param list whether it was a list
 */
record RequestContent(List<Part> parts, boolean list) {
    /** Reads the value that stands next. */
    static RequestContent read(JsonReader in) {
        return switch (in.type()) {
            case STRING -> new RequestContent(string(in.string()), false);
            case ARRAY -> new RequestContent(blocks(in), true);
            case OBJECT, NUMBER, BOOLEAN, NULL -> throw in.unexpected("a string or a list of content blocks");
        };
    }

    /** Whether it is a list although a string, or nothing, would say the same. */
    boolean needlessList() {
        return list && plain(parts);
    }

    /** True if a string, or nothing, says the same as these parts. */
    static boolean plain(List<Part> parts) {
        return parts.isEmpty() || parts.size() == 1 && plain(parts.getFirst());
    }

    private static boolean plain(Part part) {
        boolean text = part.hasText() && part.getText().getCitationsCount() == 0;
        return text && !part.hasCache() && part.getExtensionsCount() == 0;
    }

    private static List<Part> string(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(Part.newBuilder()
                        .setText(Text.newBuilder().setText(text))
                        .build());
    }

    private static List<Part> blocks(JsonReader in) {
        List<Part> parts = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            parts.add(BlockReader.read(in));
        }
        return parts;
    }
}
