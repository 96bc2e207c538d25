package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.Tool;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.RequestBody;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Messages request, or one to count its tokens; one reader a request. */
final class ClaudeRequestReader {
    private static final int TEMPERATURE_MAX = 2;

    private static final Shape<ClaudeRequestReader> METADATA =
            new Shape<ClaudeRequestReader>().with("user_id", (in, to) -> to.chat.setEndUser(in.string()));
    private static final Shape<ClaudeRequestReader> FIELDS = new Shape<ClaudeRequestReader>()
            .with("model", (in, to) -> to.chat.setModel(in.string()))
            .with("system", (in, to) -> to.system = MessageReader.system(in))
            .with("messages", (in, to) -> to.messages = MessageReader.list(in))
            .with("tools", (in, to) -> to.tools(in))
            .with("tool_choice", (in, to) -> to.chat.setToolChoice(ChoiceReader.read(in, to.extras)))
            .with("max_tokens", (in, to) -> to.sampling().setMaxOutputTokens(positive(in)))
            .with("temperature", (in, to) -> to.sampling().setTemperature(decimal(in, TEMPERATURE_MAX)))
            .with("top_p", (in, to) -> to.sampling().setTopP(decimal(in, 1)))
            .with("top_k", (in, to) -> to.sampling().setTopK(positive(in)))
            .with("stop_sequences", (in, to) -> to.stop(in))
            .with("metadata", (in, to) -> to.metadata(in))
            .with(ThinkingReader.NAME, (in, to) -> ThinkingReader.read(in, to.chat, to.extras))
            .with(OutputReader.CONFIG, (in, to) -> OutputReader.config(in, to.chat, to.extras))
            .with(OutputReader.FORMAT, (in, to) -> OutputReader.format(in, to.chat, to.extras))
            .with("stream", (in, to) -> to.stream = in.bool())
            .with("thread", (in, to) -> refuseThread());

    private final ChatRequest.Builder chat = ChatRequest.newBuilder();
    private final Extras extras = new Extras();
    private @Nullable ChatMessage system;
    private List<ChatMessage> messages = List.of();
    private boolean stream;

    private ClaudeRequestReader() {}

    /**
     * Reads one request body. Unset stays unset, {@code max_tokens} too (CL-07).
     *
     * @throws ChatException INVALID_REQUEST naming the field at fault as in {@code messages[2].content}
     */
    static ClaudeRequest read(byte[] body) {
        ClaudeRequestReader request = new ClaudeRequestReader();
        return RequestBody.read(body, in -> FIELDS.read(in, request, request.extras), request::build);
    }

    private ClaudeRequest build() {
        if (messages.isEmpty()) {
            throw new JsonException(
                    "messages", "Invalid value for 'messages': none given (expected: at least one message).");
        }
        if (system != null) {
            chat.addMessages(system);
        }
        chat.addAllMessages(messages);
        extras.addTo(ClaudeDialect.NAME, chat::addExtensions);
        return new ClaudeRequest(chat.build(), stream);
    }

    private Sampling.Builder sampling() {
        return chat.getSamplingBuilder();
    }

    private void tools(JsonReader in) {
        List<Tool> tools = ToolReader.list(in);
        chat.clearTools().addAllTools(tools);
        if (tools.isEmpty()) {
            chat.addExtensions(ClaudeForm.NO_TOOLS.mark());
        }
    }

    private void stop(JsonReader in) {
        List<String> texts = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            texts.add(in.string());
        }
        if (texts.contains("")) {
            throw Faults.invalid(in.path(), "an empty text", "texts that are not empty");
        }
        if (texts.isEmpty()) {
            chat.addExtensions(ClaudeForm.NO_STOP.mark());
        } else {
            sampling().clearStopSequences().addAllStopSequences(texts);
        }
    }

    private void metadata(JsonReader in) {
        Extras inner = new Extras();
        METADATA.read(in, this, inner);
        extras.keep("metadata", inner);
    }

    private static int positive(JsonReader in) {
        int value = in.integer32();
        if (value < 1) {
            throw in.unexpected("an integer of at least 1");
        }
        return value;
    }

    private static double decimal(JsonReader in, int max) {
        double value = in.number();
        if (value < 0 || value > max) {
            throw in.unexpected("a number from 0 to " + max);
        }
        return value;
    }

    /** A caller that sends new messages alone must send them all instead (CLI-02). */
    private static void refuseThread() {
        throw ChatException.of(
                        ErrorCode.ERROR_CODE_INVALID_REQUEST,
                        Blame.REQUEST,
                        "thread_unsupported_request",
                        "'thread' is not supported (expected: the whole conversation in 'messages').")
                .param("thread")
                .build();
    }
}
