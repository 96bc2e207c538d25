package dev.parley.server.usage;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.ToolCall;
import java.util.function.ToLongFunction;

/** The tokens of a part of a message, by whoever counts texts. */
final class PartTokens {
    /** Of a picture or any other media (CL-12). */
    private static final int MEDIA = 1000;

    private PartTokens() {}

    static long of(Part part, ToLongFunction<String> text) {
        return switch (part.getKindCase()) {
            case TEXT -> text.applyAsLong(part.getText().getText());
            case THOUGHT -> text.applyAsLong(part.getThought().getText());
            case REFUSAL -> text.applyAsLong(part.getRefusal().getText());
            case TOOL_CALL -> call(part.getToolCall(), text);
            case TOOL_RESULT ->
                part.getToolResult().getContentList().stream()
                        .mapToLong(content -> of(content, text))
                        .sum();
            case MEDIA -> MEDIA;
            case OPAQUE -> text.applyAsLong(part.getOpaque().getJson());
            case KIND_NOT_SET -> 0;
        };
    }

    private static long call(ToolCall call, ToLongFunction<String> text) {
        return text.applyAsLong(call.getName())
                + text.applyAsLong(call.getArgumentsJson())
                + text.applyAsLong(call.getRawInput());
    }
}
