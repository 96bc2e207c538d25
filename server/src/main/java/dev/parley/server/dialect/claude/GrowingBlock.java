package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One content block of an answer while it grows. A block of a whole answer is one that has all its content at its
 * start.
 */
interface GrowingBlock {
    /** The block that begins with these fields; {@code ids} makes an id for a call that has none. */
    static GrowingBlock of(RawFields start, Supplier<String> ids) {
        return switch (start.text("type")) {
            case "text" -> new TextBlock(start);
            case "thinking" -> new ThinkingBlock(start);
            case "redacted_thinking" -> new RedactedBlock(start);
            case "tool_use" -> new CallBlock(start, ids);
            default -> new OpaqueBlock(start);
        };
    }

    /** {@code PartStarted.part}. */
    Part part();

    /** Passes on the content that the block had at its start. */
    default void begin(Consumer<PartDelta> out) {}

    /** Passes on what this delta brings; one that the block does not know is passed over. */
    void grow(ClaudeDelta delta, Consumer<PartDelta> out);

    /** Passes on what was held back. */
    PartDone end(Consumer<PartDelta> out);

    /** Passes on text, if there is any. */
    static void text(String text, Consumer<PartDelta> out) {
        if (!text.isEmpty()) {
            out.accept(PartDelta.newBuilder().setText(text).build());
        }
    }
}
