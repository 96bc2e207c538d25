package dev.parley.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a host with log-in and chat sessions refuses ({@code docs/deepseek-session.md}), checked on what it is sent. */
final class DeepSeekSessionRules {
    private static final Set<String> PAYLOAD = Set.of(
            "chat_session_id", "parent_message_id", "prompt", "ref_file_ids", "thinking_enabled", "search_enabled");

    private DeepSeekSessionRules() {}

    static void check(ReceivedRequest request) {
        require(request.method().equals("POST"), "unknown method " + request.method());
        require(
                request.header("content-type").startsWith("application/json"),
                "the content type is " + request.header("content-type"));
        require(request.header("x-api-key").isEmpty(), "a caller's header was sent on");
        Map<?, ?> body = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(request.body()));
        switch (request.path()) {
            case "/auth/login" -> logIn(request, body);
            case "/chat/sessions" -> {
                require(!request.key().isEmpty(), "there is no token");
                require(body.isEmpty(), "a session is opened with " + body.keySet());
            }
            case "/chat/completions" -> completion(request, body);
            default -> require(false, "unknown path " + request.path());
        }
    }

    private static void logIn(ReceivedRequest request, Map<?, ?> body) {
        require(request.key().isEmpty(), "a token was shown to the log-in");
        boolean email = body.keySet().equals(Set.of("email", "password"));
        require(email || body.keySet().equals(Set.of("mobile", "password")), "a log-in with " + body.keySet());
    }

    private static void completion(ReceivedRequest request, Map<?, ?> body) {
        require(!request.key().isEmpty(), "there is no token");
        require(request.header("accept").equals("text/event-stream"), "no stream was asked for");
        require(body.keySet().equals(PAYLOAD), "the payload has " + body.keySet());
        require(body.get("chat_session_id") instanceof String id && !id.isEmpty(), "no session");
        require(body.get("parent_message_id") == null, "the session is new, so nothing comes before");
        require(body.get("prompt") instanceof String prompt && !prompt.isBlank(), "no prompt");
        require(List.of().equals(body.get("ref_file_ids")), "files were not uploaded");
        require(body.get("thinking_enabled") instanceof Boolean, "thinking_enabled is no flag");
        require(body.get("search_enabled") instanceof Boolean, "search_enabled is no flag");
    }

    private static Map<?, ?> map(Object value) {
        require(value instanceof Map, "not a JSON object: " + value);
        return (Map<?, ?>) value;
    }

    private static void require(boolean fine, String breach) {
        if (!fine) {
            throw new AssertionError("The provider would refuse this: " + breach);
        }
    }
}
