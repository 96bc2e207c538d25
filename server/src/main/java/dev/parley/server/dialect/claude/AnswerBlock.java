package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** Writes the content blocks of an answer. */
final class AnswerBlock {
    private final JsonWriter out;

    AnswerBlock(JsonWriter out) {
        this.out = out;
    }

    /** Whether this dialect has a block for it. */
    static boolean exists(Part part) {
        return switch (part.getKindCase()) {
            case TEXT, REFUSAL, TOOL_CALL -> true;
            case MEDIA -> !part.getMedia().getMimeType().startsWith("audio/");
            case THOUGHT -> !part.getThought().equals(Thought.getDefaultInstance()) || part.hasSignature();
            case OPAQUE -> part.getOpaque().getDialect().equals(ClaudeDialect.NAME);
            case TOOL_RESULT, KIND_NOT_SET -> false;
        };
    }

    /** Writes a block that {@linkplain #exists exists}. */
    void write(Part part) {
        switch (part.getKindCase()) {
            case TEXT -> text(part);
            case REFUSAL -> refusal(part);
            case THOUGHT -> thought(part);
            case TOOL_CALL -> call(part);
            case MEDIA -> image(part);
            case OPAQUE -> out.raw(part.getOpaque().getJson());
            case TOOL_RESULT, KIND_NOT_SET -> throw new IllegalArgumentException("no block of an answer: " + part);
        }
    }

    /** What a thinking block shows: the thought, or what its provider made of it. */
    static String shown(Thought thought) {
        return thought.getText() + String.join("\n\n", thought.getSummariesList());
    }

    /** Whether nothing of the thought is shown. */
    static boolean redacted(Thought thought) {
        return !thought.getSealed().isEmpty() && shown(thought).isEmpty();
    }

    private void text(Part part) {
        MergedObject block = begin(part, "text");
        block.name("text").value(part.getText().getText());
        List<Citation> citations = part.getText().getCitationsList().stream()
                .filter(ClaudeCitation::exists)
                .toList();
        if (!citations.isEmpty()) {
            block.name("citations").beginArray();
            citations.forEach(citation -> ClaudeCitation.write(citation, out));
            out.endArray();
        }
        block.end();
    }

    private void refusal(Part part) {
        MergedObject block = begin(part, "text");
        block.name("text").value(part.getRefusal().getText());
        block.end();
    }

    private void thought(Part part) {
        Thought thought = part.getThought();
        if (redacted(thought)) {
            MergedObject block = begin(part, "redacted_thinking");
            block.name("data").value(ClaudeSignature.sealedText(thought.getSealed(), part.getSignature()));
            block.end();
        } else {
            MergedObject block = begin(part, "thinking");
            block.name("thinking").value(shown(thought));
            block.name("signature").value(part.hasSignature() ? ClaudeSignature.text(part.getSignature()) : "");
            block.end();
        }
    }

    private void call(Part part) {
        ToolCall call = part.getToolCall();
        MergedObject block = begin(part, "tool_use");
        block.name("id").value(ClaudeCallId.legal(call.getCallId()));
        block.name("name").value(call.getName());
        block.name("input").raw(ClaudeInput.of(call));
        block.end();
    }

    /** No model of this dialect answers with images; callers know the block from their own requests. */
    private void image(Part part) {
        Media media = part.getMedia();
        MergedObject block = begin(part, "image");
        block.name("source").beginObject();
        if (media.hasData()) {
            out.field("type", "base64").field("media_type", media.getMimeType());
            out.field("data", DataUri.encode(media.getData()));
        } else {
            out.field("type", "url").field("url", media.getUri());
        }
        out.endObject();
        block.end();
    }

    private MergedObject begin(Part part, String type) {
        MergedObject block = MergedObject.begin(out, ClaudeDialect.NAME, part.getExtensionsList());
        block.name("type").value(type);
        return block;
    }
}
