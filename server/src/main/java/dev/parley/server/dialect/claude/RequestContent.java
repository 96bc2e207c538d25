package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.TextOrParts;
import dev.parley.server.json.JsonReader;
import java.util.List;

/** Content of a message, of the system prompt or of a tool's result. */
final class RequestContent {
    private RequestContent() {}

    /** Reads the value that stands next. */
    static TextOrParts read(JsonReader in) {
        return TextOrParts.read(in, "content blocks", BlockReader::read);
    }

    /** Whether it is a list although a string, or nothing, would say the same. */
    static boolean isNeedlessList(TextOrParts content) {
        return content.list() && plain(content.parts());
    }

    /** True if a string, or nothing, says the same as these parts. */
    static boolean plain(List<Part> parts) {
        return parts.isEmpty() || parts.size() == 1 && plain(parts.getFirst());
    }

    private static boolean plain(Part part) {
        boolean text = part.hasText() && part.getText().getCitationsCount() == 0;
        return text && !part.hasCache() && part.getExtensionsCount() == 0;
    }
}
