package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.TextOrParts;
import dev.parley.server.json.JsonReader;
import java.util.List;

/** The content of a message. */
final class Content {
    private Content() {}

    /** Reads the value that stands next. */
    static TextOrParts read(JsonReader in) {
        return TextOrParts.read(in, "content parts", PartReader::read);
    }

    /** True if a string, or nothing, says the same as these parts. */
    static boolean plain(List<Part> parts) {
        return parts.isEmpty()
                || parts.size() == 1
                        && parts.getFirst().hasText()
                        && parts.getFirst().getExtensionsCount() == 0;
    }
}
