package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Tool;
import dev.parley.server.dialect.codec.CallPairs;
import dev.parley.server.dialect.codec.EndUser;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.RequestBody;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.List;

/** Reads a chat completions request; one reader a request. */
final class OpenAiRequestReader {
    private static final Shape<OpenAiRequestReader> FIELDS = fields();

    private final ChatRequest.Builder chat = ChatRequest.newBuilder();
    private final Extras extras = new Extras();
    private final EndUser endUser = new EndUser();
    private final SamplingReader sampling = new SamplingReader();
    private final StreamWish stream = new StreamWish();
    private List<Tool> tools = List.of();
    private List<Tool> functions = List.of();
    private String choiceField = "tool_choice";

    private final boolean loose;

    private OpenAiRequestReader(boolean loose) {
        this.loose = loose;
    }

    /** Reads one request body whose messages are as OpenAI wants them. */
    static OpenAiRequest read(byte[] body) {
        return read(body, false);
    }

    /**
     * Reads one request body.
     *
     * @param loose as {@link OpenAiStyle#looseMessages()}
     * @throws ChatException INVALID_REQUEST naming the field at fault as in {@code messages[2].content}
     */
    static OpenAiRequest read(byte[] body, boolean loose) {
        OpenAiRequestReader request = new OpenAiRequestReader(loose);
        return RequestBody.read(body, in -> FIELDS.read(in, request, request.extras), request::build);
    }

    private static Shape<OpenAiRequestReader> fields() {
        Shape<OpenAiRequestReader> fields = new Shape<OpenAiRequestReader>()
                .with("model", (in, to) -> to.chat.setModel(in.string()))
                .with("messages", (in, to) -> to.messages(in))
                .with("tools", (in, to) -> to.tools = ToolReader.list(in))
                .with("functions", (in, to) -> to.functions = ToolReader.legacy(in))
                .with("tool_choice", (in, to) -> to.choice(in))
                .with("function_call", (in, to) -> to.legacyChoice(in))
                .with(
                        "parallel_tool_calls",
                        (in, to) -> to.chat.getToolChoiceBuilder().setParallel(in.bool()))
                .with("response_format", (in, to) -> FormatReader.read(in, to.chat, to.extras))
                .with("verbosity", (in, to) -> to.chat.getOutputFormatBuilder().setVerbosity(in.string()))
                .with("modalities", (in, to) -> to.modalities(in))
                .with(
                        "reasoning_effort",
                        (in, to) -> to.chat.getReasoningBuilder().setEffort(in.string()))
                .with("stop", (in, to) -> to.sampling.stop(in))
                .with("max_tokens", (in, to) -> to.sampling.maxTokens(in))
                .with("max_completion_tokens", (in, to) -> to.sampling.maxCompletionTokens(in))
                .with("logprobs", (in, to) -> to.sampling.logprobs(in))
                .with("top_logprobs", (in, to) -> to.sampling.topLogprobs(in))
                .with("user", (in, to) -> to.endUser.user(in))
                .with("safety_identifier", (in, to) -> to.endUser.safetyIdentifier(in))
                .with("metadata", (in, to) -> to.metadata(in))
                .with("stream", (in, to) -> to.stream.read(in))
                .with("stream_options", (in, to) -> to.stream.options(in, to.extras));
        for (SamplingField field : SamplingField.ALL) {
            fields.with(field.name(), (in, to) -> field.read(in, to.chat.getSamplingBuilder()));
        }
        return fields;
    }

    private void messages(JsonReader in) {
        CallPairs pairs = new CallPairs();
        chat.clearMessages();
        in.beginArray();
        while (in.nextElement()) {
            chat.addMessages(MessageReader.read(in, pairs, loose));
        }
        pairs.requireResults();
    }

    private void choice(JsonReader in) {
        ChoiceReader.read(in, chat, extras);
    }

    private void legacyChoice(JsonReader in) {
        ChoiceReader.legacy(in, chat);
        choiceField = "function_call";
    }

    private void modalities(JsonReader in) {
        chat.getOutputFormatBuilder().clearModalities().addAllModalities(SamplingReader.strings(in));
    }

    private void metadata(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            chat.putMetadata(name, in.string());
        }
    }

    private OpenAiRequest build() {
        if (chat.getMessagesCount() == 0) {
            throw new JsonException(
                    "messages", "Invalid value for 'messages': none given (expected: at least one message).");
        }
        stream.check();
        chat.addAllTools(tools).addAllTools(functions);
        ChoiceReader.check(chat, choiceField);
        sampling.addTo(chat);
        endUser.addTo(chat, extras, Form.SAFETY_IDENTIFIER.mark());
        extras.addTo(OpenAiDialect.NAME, chat::addExtensions);
        return new OpenAiRequest(chat.build(), stream.wanted(), stream.includeUsage());
    }
}
