package dev.parley.server.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.server.framing.RawHttp1.Answer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What callers do over HTTP/1.1. */
final class Http1 {
    static final String KEY = "caller-key";
    static final String CHAT = "/v1/chat/completions";
    static final String BODY =
            "{\"model\":\"builtin/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"still here\"}]}";

    private Http1() {}

    /** A request with these header lines beside those that it must have. */
    static String request(String method, String path, String body, String... lines) {
        StringBuilder head = new StringBuilder(
                method + ' ' + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + KEY + "\r\n");
        for (String line : lines) {
            head.append(line).append("\r\n");
        }
        return head + "\r\n" + body;
    }

    /** A chat request of this body, with these header lines and no length but theirs. */
    static String chat(String body, String... lines) {
        return request("POST", CHAT, body, lines);
    }

    static String good() {
        return chat(BODY, "Content-Type: application/json", "Content-Length: " + BODY.length());
    }

    /** Sends this at once. */
    static Play sends(String bytes) {
        return port -> {
            try (RawHttp1 caller = new RawHttp1(port)) {
                return end(caller.send(bytes));
            }
        };
    }

    /** Sends this at once, and the rest slowly. */
    static Play trickles(String atOnce, String slowly) {
        return port -> {
            try (RawHttp1 caller = new RawHttp1(port)) {
                return end(caller.send(atOnce).trickle(slowly));
            }
        };
    }

    /** Sends this, and that there is no more. */
    static Play endsAfter(String bytes) {
        return port -> {
            try (RawHttp1 caller = new RawHttp1(port)) {
                return end(caller.send(bytes).halfClose());
            }
        };
    }

    /** What a caller sees, and whether its connection lives. */
    static String end(RawHttp1 caller) throws IOException {
        Answer answer = caller.answer();
        if (answer == null) {
            return "closed";
        }
        String seen = Integer.toString(answer.status()) + told(answer);
        if (answer.closes()) {
            return seen + (caller.isClosed() ? ", closed" : ", open though it says that it closes");
        }
        Answer next = caller.send(good()).answer();
        return seen
                + (next != null && next.status() == 200 && next.body().contains("still here") ? "" : ", then " + next);
    }

    /** What an answer tells beside its status, where that matters. */
    private static String told(Answer answer) {
        String allow = answer.header("allow");
        String origin = answer.header("access-control-allow-methods");
        return (allow.isEmpty() ? "" : ", Allow: " + allow) + (origin.isEmpty() ? "" : ", allowed") + fault(answer);
    }

    /** Errors are in the shape of OpenAI, the family of the path that is asked. */
    private static String fault(Answer answer) {
        return answer.status() < 400 || answer.body().startsWith("{\"error\":{\"message\":\"")
                ? ""
                : ", not in the shape of the path: " + answer.body();
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** The good request, on a connection of its own. */
    static @Nullable Answer ask(int port) throws IOException {
        try (RawHttp1 caller = new RawHttp1(port)) {
            return caller.send(good()).answer();
        }
    }
}
