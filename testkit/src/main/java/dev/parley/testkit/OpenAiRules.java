package dev.parley.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What OpenAI's API refuses, checked on what a gateway sends to it. */
final class OpenAiRules {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");
    private static final Set<String> PRIVATE = Set.of("x-api-key", "cookie", "x-forwarded-for", "x-gateway-strict");
    /** Whose rules hold for a body, by how its path ends. */
    private static final Map<String, Consumer<Node>> BODIES = Map.of(
            "/chat/completions", OpenAiRules::chat,
            "/embeddings", EmbeddingRules::openAi,
            "/images/generations", OpenAiImageRules::check);

    private OpenAiRules() {}

    static void check(ReceivedRequest request) {
        for (String header : PRIVATE) {
            require(request.header(header).isEmpty(), "a caller's header was sent on: " + header);
        }
        if (request.method().equals("POST")) {
            require(request.header("content-type").startsWith("application/json"), "the body is not declared as JSON");
            BODIES.entrySet().stream()
                    .filter(path -> request.path().endsWith(path.getKey()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid("unknown path " + request.path()))
                    .getValue()
                    .accept(Node.parse(request.body()));
        }
    }

    private static void chat(Node body) {
        chat(map(body.value()));
        OpenAiAudioRules.check(body);
    }

    private static void chat(Map<?, ?> body) {
        require(body.get("model") instanceof String model && !model.isEmpty(), "model is missing");
        List<?> messages = body.get("messages") instanceof List<?> list ? list : List.of();
        require(!messages.isEmpty(), "messages are missing");
        boolean stream = Boolean.TRUE.equals(body.get("stream"));
        require(stream || !body.containsKey("stream_options"), "stream_options without stream");
        require(body.containsKey("tools") || !body.containsKey("tool_choice"), "tool_choice without tools");
        range(body, "temperature", 0, 2);
        range(body, "top_p", 0, 1);
        range(body, "n", 1, 128);
        Set<String> calls = new java.util.HashSet<>();
        for (Object message : messages) {
            message(map(message), calls);
        }
    }

    private static void message(Map<?, ?> message, Set<String> calls) {
        require(ROLES.contains(message.get("role")), "unknown role " + message.get("role"));
        if (message.get("tool_calls") instanceof List<?> list) {
            list.forEach(call -> calls.add(String.valueOf(map(call).get("id"))));
        }
        if ("tool".equals(message.get("role"))) {
            require(calls.contains(String.valueOf(message.get("tool_call_id"))), "a tool result without its call");
        }
    }

    private static void range(Map<?, ?> body, String field, double least, double most) {
        if (body.get(field) instanceof Number number) {
            require(number.doubleValue() >= least && number.doubleValue() <= most, field + " is out of range");
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new AssertionError("The provider would refuse this: not a JSON object: " + value);
    }

    private static void require(boolean fine, String breach) {
        if (!fine) {
            throw new AssertionError("The provider would refuse this: " + breach);
        }
    }
}
