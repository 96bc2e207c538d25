package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.TextJoiner;
import dev.parley.server.dialect.codec.CallId;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the chunks of one choice. All that precedes and follows the text of a delta is encoded once, when its part is
 * opened.
 */
final class StreamedChoice {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private static final String UNFINISHED = ",\"finish_reason\":null}";

    /** A chunk up to the first field of its delta. */
    private final String head;
    /** A chunk after its choice. */
    private final String tail;

    private Part part = Part.getDefaultInstance();
    private ByteString data = ByteString.EMPTY;
    private String opaqueJson = "";
    private String closing = "";
    private byte[] before = {};
    private byte[] after = {};
    private int calls;
    /** Whether the audio was told piece by piece, so that it need not be told again in one. */
    private boolean heard;

    StreamedChoice(String head, String tail) {
        this.head = head;
        this.tail = tail;
    }

    void start(Part opened, ByteSink out) {
        part = opened;
        data = opened.getMedia().getData();
        opaqueJson = opened.getOpaque().getJson();
        switch (opened.getKindCase()) {
            case TEXT -> frame("\"content\":\"", "\"}");
            case THOUGHT -> frame("\"reasoning_content\":\"", "\"}");
            case REFUSAL -> frame("\"refusal\":\"", "\"}");
            case TOOL_CALL -> call(opened.getToolCall(), out);
            case MEDIA, OPAQUE, TOOL_RESULT, KIND_NOT_SET -> frame("", "}");
        }
    }

    void grow(PartDelta delta, ByteSink out) {
        switch (delta.getDeltaCase()) {
            case TEXT -> text(delta.getText(), delta.getLogprobsJson(), out);
            case ARGUMENTS_JSON -> text(delta.getArgumentsJson(), delta.getLogprobsJson(), out);
            case SUMMARY -> text(delta.getSummary(), "", out);
            case SUMMARY_BREAK -> text("\n\n", "", out);
            case CITATION -> citation(delta.getCitation(), out);
            case DATA -> data = data.concat(delta.getData());
            case OPAQUE_JSON -> opaqueJson = delta.getOpaqueJson();
            case SIGNATURE -> signature(delta.getSignature(), out);
            case SEALED, DELTA_NOT_SET -> {}
        }
    }

    void end(PartDone done, ByteSink out) {
        if (part.hasMedia()) {
            media(out);
        }
        if (part.hasOpaque() && AudioFold.isWhole(part.getOpaque()) && !heard) {
            chunk("\"audio\":" + opaqueJson, out);
        }
        if (part.hasThought()) {
            extensions(part.getExtensionsList(), out);
            extensions(done.getExtensionsList(), out);
        }
    }

    /** Tells an event that only one dialect knows, if it is this one. */
    void tell(Opaque event, ByteSink out) {
        if (AudioFold.isDelta(event)) {
            heard = true;
            chunk("\"audio\":" + event.getJson(), out);
        }
    }

    private void text(String text, String logprobs, ByteSink out) {
        if (text.isEmpty() && logprobs.isEmpty()) {
            return;
        }
        out.write(before);
        out.write(ENCODER.quoteAsUTF8(TextJoiner.wellFormed(text)));
        if (logprobs.isEmpty()) {
            out.write(after);
        } else {
            out.text(closing)
                    .text(",\"logprobs\":")
                    .text(JsonWriter.oneLine(logprobs))
                    .text(UNFINISHED)
                    .text(tail);
        }
    }

    /** Sets what goes around the text of each delta; {@code closing} ends the text and the delta. */
    private void frame(String opening, String end) {
        closing = end;
        before = (head + opening).getBytes(UTF_8);
        after = (end + UNFINISHED + tail).getBytes(UTF_8);
    }

    /** Id and name go out once, with empty arguments; the arguments follow (CLI-07). */
    private void call(ToolCall call, ByteSink out) {
        String type = call.hasRawInput() ? "custom" : "function";
        String input = call.hasRawInput() ? "input" : "arguments";
        String index = "\"tool_calls\":[{\"index\":" + calls++;
        String identity = fields(writer -> writer.field("id", CallId.legal(call.getCallId()))
                .field("type", type)
                .name(type)
                .beginObject()
                .field("name", call.getName())
                .field(input, "")
                .endObject());
        chunk(index + ',' + identity + "}]", out);
        frame(index + ",\"" + type + "\":{\"" + input + "\":\"", "\"}}]}");
    }

    private void signature(Signature signature, ByteSink out) {
        if (part.hasToolCall() && ExtraContent.tells(signature)) {
            Part signed = part.toBuilder().setSignature(signature).build();
            String call = JsonWriter.line(writer -> {
                MergedObject object = MergedObject.begin(writer, OpenAiDialect.NAME, List.of());
                object.name("index").value(calls - 1);
                // OpenAI's own clients take no call without its function.
                object.name("function").beginObject().field("arguments", "").endObject();
                ExtraContent.write(ExtraContent.shown(signed), object);
                object.end();
            });
            chunk("\"tool_calls\":[" + call + ']', out);
        }
    }

    private void citation(Citation citation, ByteSink out) {
        if (!OpenAiCitation.exists(citation)) {
            return;
        }
        chunk(
                fields(writer -> {
                    writer.name("annotations");
                    OpenAiCitation.write(List.of(citation), writer);
                }),
                out);
    }

    private void media(ByteSink out) {
        Part.Builder whole = part.toBuilder();
        if (part.getMedia().hasData()) {
            whole.getMediaBuilder().setData(data);
        }
        if (AudioFold.isAudio(whole.getMedia())) {
            chunk("\"audio\":" + AudioFold.said(whole.getMedia(), !heard), out);
            heard = true;
            return;
        }
        chunk(
                fields(writer -> {
                    writer.name("images");
                    AnswerFields.writeImages(List.of(whole.build()), writer);
                }),
                out);
    }

    private void extensions(List<Extension> extensions, ByteSink out) {
        String object = JsonWriter.line(writer ->
                MergedObject.begin(writer, OpenAiDialect.NAME, extensions).end());
        if (object.length() > 2) {
            chunk(inside(object), out);
        }
    }

    /** Writes one chunk whose delta has these fields. */
    private void chunk(String fields, ByteSink out) {
        out.text(head).text(fields).text("}").text(UNFINISHED).text(tail);
    }

    /** The fields that {@code body} writes, without the object around them. */
    private static String fields(Consumer<JsonWriter> body) {
        return inside(JsonWriter.line(writer -> {
            writer.beginObject();
            body.accept(writer);
            writer.endObject();
        }));
    }

    private static String inside(String object) {
        return object.substring(1, object.length() - 1);
    }
}
