package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.TextFrame;
import dev.parley.server.json.JsonReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one chunk, or a whole message, adds to a candidate. Fields may come in any order; the parts they bring are in
 * the order of an answer. Fields that are not modelled have no place in the contract's events.
 */
final class OpenAiDelta {
    private final boolean whole;
    private String content = "";
    /** Where the content stands in the frame, without its quotation marks; 0 if it is no text. */
    private int contentFrom;

    private int contentTo;
    private String reasoningContent = "";
    private String reasoning = "";
    private String refusal = "";
    private List<Part> contentParts = List.of();
    private List<Part> images = List.of();
    private List<Citation> citations = List.of();
    private List<CallDelta> calls = List.of();
    private @Nullable ReasoningDetails details;
    private @Nullable String audio;

    private OpenAiDelta(boolean whole) {
        this.whole = whole;
    }

    /** Reads the object that stands next, a chunk's {@code delta} or a whole {@code message}. */
    static OpenAiDelta read(JsonReader in, boolean whole) {
        OpenAiDelta delta = new OpenAiDelta(whole);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (in.isNull()) {
                continue;
            }
            switch (name) {
                case "content" -> delta.content(in);
                case "reasoning_content" -> delta.reasoningContent = Lenient.text(in);
                case "reasoning" -> delta.reasoning = Lenient.text(in);
                case "reasoning_details" -> delta.details = ReasoningDetails.read(in);
                case "refusal" -> delta.refusal = Lenient.text(in);
                case "annotations" -> delta.citations = OpenAiCitation.list(in);
                case "images" -> delta.images = AnswerParts.list(in);
                case "audio" -> delta.audio = in.raw();
                case "tool_calls" -> delta.calls = CallDelta.list(in, whole);
                case "function_call" -> delta.calls = List.of(CallDelta.legacy(in));
                default -> in.skip();
            }
        }
        return delta;
    }

    /** Adds all of it. Hosts that use both names of the reasoning say the same under each (E-RSN-1). */
    void applyTo(OpenAiCandidate candidate) {
        candidate.thought(reasoningContent.isEmpty() ? reasoning : reasoningContent, details);
        contentParts.forEach(candidate::part);
        candidate.text(content);
        candidate.refusal(refusal);
        citations.forEach(candidate::citation);
        images.forEach(candidate::part);
        if (audio != null && whole) {
            candidate.audio(audio);
        } else if (audio != null) {
            candidate.audioDelta(audio);
        }
        calls.forEach(candidate::call);
    }

    /** The frame that this was read from, if it says this text and nothing else. */
    @Nullable
    TextFrame textFrame(byte[] json) {
        return contentFrom == 0 || saysMore() ? null : TextFrame.of(json, contentFrom, contentTo);
    }

    private void content(JsonReader in) {
        if (in.type() == JsonReader.Type.ARRAY) {
            contentParts = AnswerParts.list(in);
        } else if (in.type() == JsonReader.Type.STRING) {
            contentFrom = in.begin() + 1;
            content = in.string();
            contentTo = in.reached() - 1;
        } else {
            in.skip();
        }
    }

    private boolean saysMore() {
        return !(reasoningContent.isEmpty() && reasoning.isEmpty() && refusal.isEmpty() && contentParts.isEmpty())
                || !(images.isEmpty() && citations.isEmpty() && calls.isEmpty())
                || details != null
                || audio != null;
    }
}
