package dev.parley.server.chat;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** A whole part, as an empty one and the deltas that fill it. */
final class PartDeltas {
    private PartDeltas() {}

    /** The part without what its deltas bring. */
    static Part emptied(Part part) {
        Part.Builder empty = part.toBuilder().clearSignature();
        switch (part.getKindCase()) {
            case TEXT -> empty.getTextBuilder().clear();
            case THOUGHT -> empty.getThoughtBuilder().clear();
            case REFUSAL -> empty.getRefusalBuilder().clear();
            case TOOL_CALL -> empty(empty.getToolCallBuilder());
            case MEDIA -> {
                if (part.getMedia().hasData()) {
                    empty.getMediaBuilder().setData(ByteString.EMPTY);
                }
            }
            case OPAQUE -> empty.getOpaqueBuilder().clearJson();
            case TOOL_RESULT, KIND_NOT_SET -> throw notInAnswer(part);
        }
        return empty.build();
    }

    /** The deltas in the order that a stream would have them; a list that may be changed. */
    static List<PartDelta.Builder> of(Part part) {
        List<PartDelta.Builder> deltas = new ArrayList<>();
        switch (part.getKindCase()) {
            case TEXT -> {
                text(deltas, part.getText().getText());
                part.getText().getCitationsList().forEach(citation -> deltas.add(delta().setCitation(citation)));
            }
            case THOUGHT -> thought(deltas, part.getThought());
            case REFUSAL -> text(deltas, part.getRefusal().getText());
            case TOOL_CALL -> call(deltas, part.getToolCall());
            case MEDIA -> {
                if (part.getMedia().hasData()) {
                    deltas.add(delta().setData(part.getMedia().getData()));
                }
            }
            case OPAQUE -> deltas.add(delta().setOpaqueJson(part.getOpaque().getJson()));
            case TOOL_RESULT, KIND_NOT_SET -> throw notInAnswer(part);
        }
        if (part.hasSignature()) {
            deltas.add(delta().setSignature(part.getSignature()));
        }
        return deltas;
    }

    private static void empty(ToolCall.Builder call) {
        switch (call.getInputCase()) {
            case RAW_INPUT -> call.setRawInput("");
            case ARGUMENTS_JSON -> call.setArgumentsJson("");
            case INPUT_NOT_SET -> {}
        }
    }

    private static void thought(List<PartDelta.Builder> deltas, Thought thought) {
        text(deltas, thought.getText());
        for (int i = 0; i < thought.getSummariesCount(); i++) {
            if (i > 0) {
                deltas.add(delta().setSummaryBreak(true));
            }
            deltas.add(delta().setSummary(thought.getSummaries(i)));
        }
        if (!thought.getSealed().isEmpty()) {
            deltas.add(delta().setSealed(thought.getSealed()));
        }
    }

    private static void call(List<PartDelta.Builder> deltas, ToolCall call) {
        if (call.hasRawInput()) {
            text(deltas, call.getRawInput());
        } else if (!call.getArgumentsJson().isEmpty()) {
            deltas.add(delta().setArgumentsJson(call.getArgumentsJson()));
        }
    }

    private static void text(List<PartDelta.Builder> deltas, String text) {
        if (!text.isEmpty()) {
            deltas.add(delta().setText(text));
        }
    }

    private static PartDelta.Builder delta() {
        return PartDelta.newBuilder();
    }

    private static IllegalArgumentException notInAnswer(Part part) {
        return new IllegalArgumentException("not part of an answer: " + part.getKindCase());
    }
}
