package dev.parley.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Puter refuses, or never sees from its own web page, checked on what a gateway sends to it. */
final class PuterRules {
    private static final Set<String> LISTS = Set.of("/puterai/chat/models", "/puterai/chat/models/details");
    private static final Set<String> DRIVERS = Set.of(
            "openai-completion", "deepseek", "xai", "claude", "mistral", "gemini", "groq", "openrouter", "together-ai");
    private static final Set<String> ENVELOPE = Set.of("interface", "driver", "test_mode", "method", "args");
    private static final Set<String> ARGUMENTS = Set.of(
            "messages", "model", "stream", "temperature", "max_tokens", "tools", "tool_choice", "reasoning_effort");
    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

    private PuterRules() {}

    static void check(ReceivedRequest request) {
        if (request.method().equals("GET")) {
            require(LISTS.contains(request.path()), "unknown path " + request.path());
            require(request.key().isEmpty(), "a token was shown to the public list");
            return;
        }
        require(request.method().equals("POST"), "unknown method " + request.method());
        require(request.path().equals("/drivers/call"), "unknown path " + request.path());
        require(
                request.header("content-type").equals("application/json;charset=UTF-8"),
                "the content type is " + request.header("content-type"));
        require(!request.key().isEmpty(), "there is no token");
        require(request.header("origin").equals("https://docs.puter.com"), "the origin is not the web page's");
        require(request.header("referer").equals("https://docs.puter.com/"), "the referer is not the web page's");
        envelope(map(Node.parse(request.body()).value()));
    }

    private static void envelope(Map<?, ?> body) {
        require(body.keySet().equals(ENVELOPE), "the envelope has " + body.keySet());
        require("puter-chat-completion".equals(body.get("interface")), "unknown interface " + body.get("interface"));
        require(DRIVERS.contains(body.get("driver")), "unknown driver " + body.get("driver"));
        require(Boolean.FALSE.equals(body.get("test_mode")), "test_mode is not false");
        require("complete".equals(body.get("method")), "unknown method " + body.get("method"));
        arguments(map(body.get("args")));
    }

    private static void arguments(Map<?, ?> args) {
        require(ARGUMENTS.containsAll(args.keySet()), "unknown arguments among " + args.keySet());
        require(args.get("model") instanceof String model && !model.isEmpty(), "model is missing");
        require(args.get("stream") instanceof Boolean, "stream is missing");
        require(args.containsKey("tools") || !args.containsKey("tool_choice"), "tool_choice without tools");
        List<?> messages = args.get("messages") instanceof List<?> list ? list : List.of();
        require(!messages.isEmpty(), "messages are missing");
        Set<String> calls = new HashSet<>();
        messages.forEach(message -> message(map(message), calls));
    }

    private static void message(Map<?, ?> message, Set<String> calls) {
        require(ROLES.contains(message.get("role")), "unknown role " + message.get("role"));
        boolean content = message.get("content") instanceof List<?> list && !list.isEmpty()
                || message.get("content") instanceof String text && !text.isEmpty();
        List<?> asked = message.get("tool_calls") instanceof List<?> list ? list : List.of();
        require(content || !asked.isEmpty(), "each message must have a 'content' property");
        asked.forEach(call -> calls.add(String.valueOf(map(call).get("id"))));
        if ("tool".equals(message.get("role"))) {
            require(calls.contains(String.valueOf(message.get("tool_call_id"))), "a tool result without its call");
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
