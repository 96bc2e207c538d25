package dev.parley.server.chat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Sampling;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.Router;
import java.util.List;

/**
 * Refuses what no provider could serve, whatever wire it came by, and names the path at fault. Fills in the listener's
 * default model.
 */
final class Validation implements ChatHandler {
    /** More of them is no conversation, but a way to keep us busy. */
    private static final int MESSAGES_MOST = 50_000;

    private static final int STOP_SEQUENCES_MOST = 256;

    private final Router router;
    private final ChatHandler inner;

    Validation(Router router, ChatHandler inner) {
        this.router = router;
        this.inner = inner;
    }

    @Override
    public ChatStream open(ChatCall call) {
        return inner.open(checked(call));
    }

    /**
     * The call with its model filled in.
     *
     * @throws ChatException INVALID_REQUEST with the path at fault
     */
    ChatCall checked(ChatCall call) {
        call.task().check();
        check(call.request());
        return withModel(call);
    }

    private static void check(ChatRequest request) {
        int count = request.getMessagesCount();
        require(count > 0, "messages", "is empty (expected: at least one message)");
        require(
                count <= MESSAGES_MOST,
                "messages",
                "holds %d messages (expected: at most %d)".formatted(count, MESSAGES_MOST));
        for (int i = 0; i < request.getMessagesCount(); i++) {
            message(request.getMessages(i), "messages[" + i + ']');
        }
        sampling(request.getSampling());
        ToolReferences.check(request);
        OwnHosts.check(request.getExtensionsList());
    }

    private ChatCall withModel(ChatCall call) {
        if (!call.request().getModel().isBlank()) {
            return call;
        }
        String model = router.defaultModel(call.caller());
        return call.withRequest(call.request().toBuilder().setModel(model).build());
    }

    private static void message(ChatMessage message, String path) {
        Role role = message.getRole();
        require(
                role != Role.ROLE_UNSPECIFIED && role != Role.UNRECOGNIZED,
                path + ".role",
                "is not set (expected: system, developer, user, assistant or tool)");
        for (int i = 0; i < message.getPartsCount(); i++) {
            part(message.getParts(i), role, path + ".parts[" + i + ']');
        }
    }

    private static void part(Part part, Role role, String path) {
        switch (part.getKindCase()) {
            case KIND_NOT_SET -> require(false, path, "has no kind (expected: exactly one)");
            case TOOL_CALL -> {
                require(role == Role.ROLE_ASSISTANT, path, "is a tool call (expected: in assistant messages only)");
                require(!part.getToolCall().getName().isEmpty(), path + ".tool_call.name", "is empty");
            }
            case TOOL_RESULT ->
                require(
                        role == Role.ROLE_TOOL || role == Role.ROLE_USER,
                        path,
                        "is a tool result (expected: in tool messages only)");
            case MEDIA -> MediaAddress.check(part.getMedia(), path + ".media.uri");
            default -> {}
        }
    }

    private static void sampling(Sampling sampling) {
        range(sampling.hasTemperature(), sampling.getTemperature(), 0, 2, "temperature");
        range(sampling.hasTopP(), sampling.getTopP(), 0, 1, "top_p");
        range(sampling.hasPresencePenalty(), sampling.getPresencePenalty(), -2, 2, "presence_penalty");
        range(sampling.hasFrequencyPenalty(), sampling.getFrequencyPenalty(), -2, 2, "frequency_penalty");
        range(sampling.hasTopK(), sampling.getTopK(), 1, Integer.MAX_VALUE, "top_k");
        range(sampling.hasMaxOutputTokens(), sampling.getMaxOutputTokens(), 1, Integer.MAX_VALUE, "max_output_tokens");
        range(sampling.hasCandidates(), sampling.getCandidates(), 1, 128, "candidates");
        stops(sampling.getStopSequencesList());
    }

    private static void stops(List<String> texts) {
        require(texts.stream().noneMatch(String::isEmpty), "sampling.stop_sequences", "holds an empty text");
        require(
                texts.size() <= STOP_SEQUENCES_MOST,
                "sampling.stop_sequences",
                "holds %d texts (expected: at most %d)".formatted(texts.size(), STOP_SEQUENCES_MOST));
    }

    private static void range(boolean set, double value, double least, double most, String name) {
        // Written so that NaN fails too.
        boolean fine = !set || (value >= least && value <= most);
        if (!fine) {
            throw invalid(
                    "sampling." + name, "is %s (expected: %s to %s)".formatted(text(value), text(least), text(most)));
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static void require(boolean fine, String path, String problem) {
        if (!fine) {
            throw invalid(path, problem);
        }
    }

    private static ChatException invalid(String path, String problem) {
        return ChatException.invalid(path, "'%s' %s.".formatted(path, problem));
    }
}
