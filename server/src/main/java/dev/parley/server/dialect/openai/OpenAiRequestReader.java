package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Tool;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a chat completions request; one reader a request. */
final class OpenAiRequestReader {
    private static final int STOP_LIMIT = 4;
    private static final int TOP_LOGPROBS_LIMIT = 20;
    private static final Shape<OpenAiRequestReader> FIELDS = fields();
    private static final Shape<OpenAiRequestReader> STREAM_OPTIONS =
            new Shape<OpenAiRequestReader>().with("include_usage", (in, to) -> to.includeUsage = in.bool());

    private final ChatRequest.Builder chat = ChatRequest.newBuilder();
    private final Extras extras = new Extras();
    private List<Tool> tools = List.of();
    private List<Tool> functions = List.of();
    private String choiceField = "tool_choice";
    private String user = "";
    private String safetyIdentifier = "";
    private @Nullable Integer maxTokens;
    private @Nullable Integer maxCompletionTokens;
    private boolean logprobs;
    private int topLogprobs;
    private boolean stream;
    private boolean streamOptions;
    private @Nullable Boolean includeUsage;

    private OpenAiRequestReader() {}

    /**
     * Reads one request body.
     *
     * @throws ChatException INVALID_REQUEST naming the field at fault as in {@code messages[2].content}
     */
    static OpenAiRequest read(byte[] body) {
        try {
            JsonReader in = JsonReader.of(body);
            OpenAiRequestReader request = new OpenAiRequestReader();
            FIELDS.read(in, request, request.extras);
            in.end();
            return request.build();
        } catch (JsonException e) {
            throw ChatException.invalid(e.path(), e.getMessage());
        }
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
                .with("stop", (in, to) -> to.stop(in))
                .with("max_tokens", (in, to) -> to.maxTokens = positive(in))
                .with("max_completion_tokens", (in, to) -> to.maxCompletionTokens = positive(in))
                .with("logprobs", (in, to) -> to.logprobs = in.bool())
                .with(
                        "top_logprobs",
                        (in, to) -> to.topLogprobs = (int) SamplingField.integer(in, 0, TOP_LOGPROBS_LIMIT))
                .with("user", (in, to) -> to.user = in.string())
                .with("safety_identifier", (in, to) -> to.safetyIdentifier = in.string())
                .with("metadata", (in, to) -> to.metadata(in))
                .with("stream", (in, to) -> to.stream = in.bool())
                .with("stream_options", (in, to) -> to.streamOptions(in));
        for (SamplingField field : SamplingField.ALL) {
            fields.with(field.name(), (in, to) -> field.read(in, to.chat.getSamplingBuilder()));
        }
        return fields;
    }

    private static int positive(JsonReader in) {
        return (int) SamplingField.integer(in, 1, Integer.MAX_VALUE);
    }

    private void messages(JsonReader in) {
        CallPairs pairs = new CallPairs();
        chat.clearMessages();
        in.beginArray();
        while (in.nextElement()) {
            chat.addMessages(MessageReader.read(in, pairs));
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
        chat.getOutputFormatBuilder().clearModalities().addAllModalities(strings(in));
    }

    private void stop(JsonReader in) {
        boolean single = in.type() == JsonReader.Type.STRING;
        List<String> texts = single ? List.of(in.string()) : strings(in);
        if (texts.size() > STOP_LIMIT || texts.contains("")) {
            String found = texts.size() + " texts" + (texts.contains("") ? ", one of them empty" : "");
            throw Faults.invalid("stop", found, "at most 4, none of them empty");
        }
        if (!texts.isEmpty()) {
            chat.getSamplingBuilder().clearStopSequences().addAllStopSequences(texts);
        }
        if (single) {
            chat.addExtensions(Form.STOP_STRING.mark());
        }
    }

    private static List<String> strings(JsonReader in) {
        List<String> texts = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            texts.add(in.string());
        }
        return texts;
    }

    private void metadata(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            chat.putMetadata(name, in.string());
        }
    }

    private void streamOptions(JsonReader in) {
        Extras inner = new Extras();
        STREAM_OPTIONS.read(in, this, inner);
        extras.keep("stream_options", inner);
        streamOptions = true;
    }

    private OpenAiRequest build() {
        if (chat.getMessagesCount() == 0) {
            throw new JsonException(
                    "messages", "Invalid value for 'messages': none given (expected: at least one message).");
        }
        if (streamOptions && !stream) {
            throw new JsonException("stream_options", "'stream_options' is only allowed when 'stream' is true.");
        }
        chat.addAllTools(tools).addAllTools(functions);
        ChoiceReader.check(chat, choiceField);
        addLength();
        addLogprobs();
        addEndUser();
        extras.addTo(chat::addExtensions);
        return new OpenAiRequest(chat.build(), stream, includeUsage);
    }

    private void addLength() {
        if (maxCompletionTokens != null) {
            chat.getSamplingBuilder().setMaxOutputTokens(maxCompletionTokens);
            chat.addExtensions(Form.MAX_COMPLETION_TOKENS.mark());
        } else if (maxTokens != null) {
            chat.getSamplingBuilder().setMaxOutputTokens(maxTokens);
        }
    }

    private void addLogprobs() {
        if (logprobs) {
            chat.getSamplingBuilder().setLogprobs(topLogprobs);
        } else if (topLogprobs > 0) {
            throw new JsonException("top_logprobs", "'top_logprobs' is only allowed when 'logprobs' is true.");
        }
    }

    private void addEndUser() {
        chat.setEndUser(user.isEmpty() ? safetyIdentifier : user);
        if (user.isEmpty() && !safetyIdentifier.isEmpty()) {
            chat.addExtensions(Form.SAFETY_IDENTIFIER.mark());
        } else if (!safetyIdentifier.isEmpty()) {
            extras.keep("safety_identifier", safetyIdentifier);
        }
    }
}
