package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.codec.EndUser;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.RequestBody;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonReader;
import java.util.List;

/** Reads a request; one reader a request. */
final class RequestReader {
    private static final Shape<RequestReader> FIELDS = fields();
    private static final int TOP_LOGPROBS_MAX = 20;

    private final ChatRequest.Builder chat = ChatRequest.newBuilder();
    private final Continuation.Builder continuation = Continuation.newBuilder();
    private final Extras extras = new Extras();
    private final EndUser endUser = new EndUser();
    private InputReader input = new InputReader();
    private String include = "";
    private int topLogprobs;
    private boolean stream;

    private RequestReader() {}

    /**
     * Reads one request body.
     *
     * @throws ChatException INVALID_REQUEST naming the field at fault as in {@code input[2].content}; UNSUPPORTED for
     *     what is not offered here
     */
    static ResponsesIncoming read(byte[] body) {
        RequestReader request = new RequestReader();
        return RequestBody.read(body, in -> FIELDS.read(in, request, request.extras), request::build);
    }

    private static Shape<RequestReader> fields() {
        Shape<RequestReader> fields = new Shape<RequestReader>()
                .with("model", (in, to) -> to.chat.setModel(in.string()))
                .with("input", (in, to) -> to.input(in))
                .with("instructions", (in, to) -> to.continuation.setInstructions(in.string()))
                .with("previous_response_id", (in, to) -> to.continuation.setPreviousResponseId(in.string()))
                .with("conversation", (in, to) -> to.continuation.setConversationId(conversation(in)))
                .with("store", (in, to) -> to.continuation.setStore(in.bool()))
                .with("tools", (in, to) -> to.tools(in))
                .with("tool_choice", (in, to) -> ChoiceReader.read(in, to.chat, to.extras))
                .with("reasoning", (in, to) -> ReasoningReader.read(in, to.chat, to.extras))
                .with("text", (in, to) -> TextReader.read(in, to.chat, to.extras))
                .with("metadata", (in, to) -> to.metadata(in))
                .with("include", (in, to) -> to.include(in))
                .with("stream", (in, to) -> to.stream = in.bool())
                .with("stream_options", (in, to) -> streamOptions(in))
                .with("user", (in, to) -> to.endUser.user(in))
                .with("safety_identifier", (in, to) -> to.endUser.safetyIdentifier(in))
                .with("background", (in, to) -> refuseBackground(in))
                .with("prompt", (in, to) -> refusePrompt());
        return sampling(fields);
    }

    private static Shape<RequestReader> sampling(Shape<RequestReader> fields) {
        return fields.with(
                        "temperature", (in, to) -> to.chat.getSamplingBuilder().setTemperature(decimal(in, 2)))
                .with("top_p", (in, to) -> to.chat.getSamplingBuilder().setTopP(decimal(in, 1)))
                .with(
                        "max_output_tokens",
                        (in, to) -> to.chat.getSamplingBuilder().setMaxOutputTokens(integer(in, 1, Integer.MAX_VALUE)))
                .with("top_logprobs", (in, to) -> to.topLogprobs = integer(in, 0, TOP_LOGPROBS_MAX))
                .with(
                        "parallel_tool_calls",
                        (in, to) -> to.chat.getToolChoiceBuilder().setParallel(in.bool()));
    }

    private void input(JsonReader in) {
        input = new InputReader();
        input.read(in);
    }

    private void tools(JsonReader in) {
        chat.clearTools().addAllTools(ToolReader.list(in));
    }

    private void metadata(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            chat.putMetadata(name, in.string());
        }
    }

    private void include(JsonReader in) {
        StringBuilder list = new StringBuilder();
        in.beginArray();
        while (in.nextElement()) {
            list.append(list.isEmpty() ? "" : ",").append(Extras.quoted(in.string()));
        }
        include = "[" + list + ']';
    }

    /** An id, or an object that holds it. */
    private static String conversation(JsonReader in) {
        if (in.type() == JsonReader.Type.STRING) {
            return in.string();
        }
        String path = in.path() + ".id";
        String id = "";
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("id")) {
                id = in.string();
            } else {
                in.skip();
            }
        }
        return Faults.requireText(id, path);
    }

    /** They say how a stream is padded; ours is not. */
    private static void streamOptions(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            throw in.unexpected("an object");
        }
        in.skip();
    }

    private static void refuseBackground(JsonReader in) {
        if (in.bool()) {
            throw unsupported(
                    "background",
                    "Parley makes no answers in the background: 'background' is true (expected: false; 'stream' keeps"
                            + " a long answer alive).");
        }
    }

    private static void refusePrompt() {
        throw unsupported(
                "prompt",
                "Parley keeps no prompt templates: 'prompt' is set (expected: 'instructions' and 'input' in full).");
    }

    private static ChatException unsupported(String param, String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_UNSUPPORTED, Blame.REQUEST, "unsupported_parameter", message)
                .param(param)
                .build();
    }

    private static double decimal(JsonReader in, int max) {
        double value = in.number();
        if (value < 0 || value > max) {
            throw in.unexpected("a number from 0 to " + max);
        }
        return value;
    }

    private static int integer(JsonReader in, int min, int max) {
        long value = in.integer();
        if (value < min || value > max) {
            throw in.unexpected("an integer from %d to %d".formatted(min, max));
        }
        return (int) value;
    }

    private ResponsesIncoming build() {
        ChoiceReader.check(chat);
        boolean continues = !continuation.getPreviousResponseId().isEmpty()
                || !continuation.getConversationId().isEmpty();
        if (!continuation.getPreviousResponseId().isEmpty()
                && !continuation.getConversationId().isEmpty()) {
            throw Faults.invalid("conversation", "beside 'previous_response_id'", "only one of them");
        }
        List<ChatMessage> turns = input.turns(continues);
        if (turns.isEmpty() && !continues) {
            throw Faults.invalid("input", "nothing", "a text, or at least one item");
        }
        chat.addAllMessages(turns).setContinuation(continuation);
        if (input.string()) {
            chat.addExtensions(Form.INPUT_STRING.mark());
        }
        addIncluded();
        endUser.addTo(chat, extras, Form.SAFETY_IDENTIFIER.mark());
        extras.addTo(ResponsesDialect.NAME, chat::addExtensions);
        return new ResponsesIncoming(chat.build(), stream);
    }

    private void addIncluded() {
        if (!include.isEmpty()) {
            chat.addExtensions(Include.kept(include));
        }
        if (topLogprobs > 0 || include.contains(Extras.quoted(Include.LOGPROBS.word()))) {
            chat.getSamplingBuilder().setLogprobs(topLogprobs);
        }
    }
}
