package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.TextJoiner;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;

/**
 * Writes one content block of a stream. All that precedes and follows the text of a delta is encoded once, when the
 * block is opened. A block that cannot grow in the open is collected and written whole: a sealed thought, a block that
 * is not modelled, an image.
 */
final class StreamedBlock {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
    private static final byte[] AFTER = "\"}}\n\n".getBytes(UTF_8);
    private static final String NO_INPUT = "{}";

    private final int index;
    private Part.Builder part = Part.newBuilder();
    private byte[] before = {};
    private boolean open;
    private boolean grown;

    /** {@code index} is the block's, if there is one for its part. */
    StreamedBlock(int index) {
        this.index = index;
    }

    void start(Part opened, ByteSink out) {
        part = opened.toBuilder();
        switch (opened.getKindCase()) {
            case TEXT, REFUSAL -> open(DeltaType.TEXT, out);
            case TOOL_CALL -> {
                if (!opened.getToolCall().hasRawInput()) {
                    open(DeltaType.INPUT, out);
                    write("", out);
                }
            }
            case THOUGHT, MEDIA, OPAQUE, TOOL_RESULT, KIND_NOT_SET -> {}
        }
    }

    void grow(PartDelta delta, ByteSink out) {
        switch (delta.getDeltaCase()) {
            case TEXT -> text(delta.getText(), out);
            case ARGUMENTS_JSON -> text(delta.getArgumentsJson(), out);
            case SUMMARY -> text(delta.getSummary(), out);
            case SUMMARY_BREAK -> text("\n\n", out);
            case CITATION -> cite(delta.getCitation(), out);
            case SIGNATURE -> part.setSignature(delta.getSignature());
            case SEALED -> part.getThoughtBuilder().setSealed(delta.getSealed());
            case DATA ->
                part.getMediaBuilder().setData(part.getMedia().getData().concat(delta.getData()));
            case OPAQUE_JSON -> part.getOpaqueBuilder().setJson(delta.getOpaqueJson());
            case DELTA_NOT_SET -> {}
        }
    }

    /** Ends the block; what follows is written by the one that is returned. */
    StreamedBlock end(ByteSink out) {
        Part whole = part.build();
        if (!open && !AnswerBlock.exists(whole)) {
            return new StreamedBlock(index);
        }
        if (whole.hasThought() && !AnswerBlock.redacted(whole.getThought())) {
            endThought(whole, out);
        } else if (!open) {
            writeWhole(whole, out);
        } else if (whole.hasToolCall() && !grown) {
            write(NO_INPUT, out);
        }
        ClaudeEvent.BLOCK_STOP.write(out, writer -> writer.field("index", index));
        return new StreamedBlock(index + 1);
    }

    private void text(String text, ByteSink out) {
        if (text.isEmpty()) {
            return;
        }
        if (part.hasThought()) {
            open(DeltaType.THINKING, out);
        }
        if (open) {
            grown = true;
            write(text, out);
        } else if (part.hasToolCall()) {
            ToolCall.Builder call = part.getToolCallBuilder();
            call.setRawInput(call.getRawInput() + text);
        }
    }

    /** The signature comes last in its block, if there is one (CL-10). */
    private void endThought(Part thought, ByteSink out) {
        open(DeltaType.THINKING, out);
        if (thought.hasSignature()) {
            encode(DeltaType.SIGNATURE);
            write(ClaudeSignature.text(thought.getSignature()), out);
        }
    }

    /** Callers read an input from deltas alone, so that is how it goes out here too. */
    private void writeWhole(Part whole, ByteSink out) {
        RawFields block = RawFields.of(json(whole));
        String input = block.json("input");
        boolean hasInput = input.startsWith("{") && !input.equals(NO_INPUT);
        if (hasInput) {
            block.put("input", NO_INPUT);
        }
        start(block.json(), out);
        if (hasInput) {
            encode(DeltaType.INPUT);
            write(input, out);
        }
    }

    /** Opens the block, unless it is open, for deltas of this type. */
    private void open(DeltaType type, ByteSink out) {
        if (!open) {
            open = true;
            start(json(part.clone().clearSignature().build()), out);
            encode(type);
        }
    }

    private void start(String block, ByteSink out) {
        ClaudeEvent.BLOCK_START.write(
                out,
                writer -> writer.field("index", index).name("content_block").raw(block));
    }

    private void cite(Citation citation, ByteSink out) {
        if (!open || !ClaudeCitation.exists(citation)) {
            return;
        }
        ClaudeEvent.BLOCK_DELTA.write(out, writer -> {
            writer.field("index", index).name("delta").beginObject();
            writer.field("type", DeltaType.CITATION.word()).name(DeltaType.CITATION.field());
            ClaudeCitation.write(citation, writer);
            writer.endObject();
        });
    }

    /** Sets what goes before the text of each delta. */
    private void encode(DeltaType type) {
        before = (ClaudeEvent.BLOCK_DELTA.opening() + ",\"index\":" + index + ",\"delta\":{\"type\":\"" + type.word()
                        + "\",\"" + type.field() + "\":\"")
                .getBytes(UTF_8);
    }

    private void write(String text, ByteSink out) {
        out.write(before);
        out.write(ENCODER.quoteAsUTF8(TextJoiner.wellFormed(text)));
        out.write(AFTER);
    }

    private static String json(Part part) {
        return new String(JsonWriter.document(out -> new AnswerBlock(out).write(part)), UTF_8);
    }
}
