package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.MergedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The parts of one message, by the field of the JSON message that each goes to. */
final class Turn {
    final List<Part> content = new ArrayList<>();
    final List<Part> calls = new ArrayList<>();
    private final List<Part> thoughts = new ArrayList<>();

    @Nullable
    String refusal;

    void add(Part part) {
        switch (part.getKindCase()) {
            case TOOL_CALL -> calls.add(part);
            case THOUGHT -> thoughts.add(part);
            case REFUSAL -> addRefusal(part);
            case TEXT, MEDIA, OPAQUE -> content.add(part);
            case TOOL_RESULT, KIND_NOT_SET ->
                throw new IllegalArgumentException("no part of a turn: " + part.getKindCase());
        }
    }

    boolean isEmpty() {
        return content.isEmpty() && calls.isEmpty() && thoughts.isEmpty() && refusal == null;
    }

    /** Writes the thoughts as one text, under the name that they came with (E-RSN-1). */
    void writeThoughts(MergedObject message) {
        if (thoughts.isEmpty()) {
            return;
        }
        StringJoiner text = new StringJoiner("\n");
        for (Part part : thoughts) {
            message.add(part.getExtensionsList());
            text.add(part.getThought().getText());
        }
        Part first = thoughts.getFirst();
        if (Form.REASONING.in(first.getExtensionsList())) {
            message.name("reasoning").value(text.toString());
        } else if (!Form.REASONING_DETAILS.in(first.getExtensionsList())) {
            message.name("reasoning_content").value(text.toString());
        }
    }

    private void addRefusal(Part part) {
        if (Form.REFUSAL_PART.in(part.getExtensionsList())) {
            content.add(part);
        } else {
            String text = part.getRefusal().getText();
            refusal = refusal == null ? text : refusal + '\n' + text;
        }
    }
}
