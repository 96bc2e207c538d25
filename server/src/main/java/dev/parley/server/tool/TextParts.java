package dev.parley.server.tool;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Text;
import java.util.List;

/** Parts that are text and nothing more. */
final class TextParts {
    private TextParts() {}

    static Part of(String text) {
        return Part.newBuilder().setText(Text.newBuilder().setText(text)).build();
    }

    /** Puts a part behind others; two plain texts become one, with a blank line between them. */
    static void append(List<Part> parts, Part part) {
        if (parts.isEmpty() || !isPlain(parts.getLast()) || !isPlain(part)) {
            parts.add(part);
            return;
        }
        String before = parts.removeLast().getText().getText();
        String text = part.getText().getText();
        parts.add(of(before.isEmpty() ? text : before + "\n\n" + text));
    }

    private static boolean isPlain(Part part) {
        return part.hasText() && part.equals(of(part.getText().getText()));
    }
}
