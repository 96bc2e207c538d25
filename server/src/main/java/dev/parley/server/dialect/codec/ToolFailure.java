package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.Part;
import java.util.ArrayList;
import java.util.List;

/** Tells a model that a tool failed, in dialects that have no field for it. */
public final class ToolFailure {
    private static final String PREFIX = "Error: ";

    private ToolFailure() {}

    /** The same content, which says first that it is an error. */
    public static List<Part> marked(List<Part> content) {
        List<Part> marked = new ArrayList<>(content);
        Part first =
                marked.isEmpty() || !marked.getFirst().hasText() ? Part.getDefaultInstance() : marked.removeFirst();
        Part.Builder text = first.toBuilder();
        text.getTextBuilder().setText(PREFIX + first.getText().getText());
        marked.addFirst(text.build());
        return marked;
    }
}
