package dev.parley.server.wires;

import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.util.function.Function;

/** Ways in which a host fails and repeats what it was sent: headers, address and body. */
enum EchoFault {
    BAD_REQUEST(said -> error(400, said)),
    UNAUTHORIZED(said -> error(401, said)),
    QUOTA(said -> error(402, said)),
    FORBIDDEN(said -> error(403, said)),
    NOT_FOUND(said -> error(404, said)),
    RATE_LIMITED(said -> error(429, said)),
    FAILED(said -> error(500, said)),
    TEXT(said -> Reply.whole(503, "text/plain", "no: " + said)),
    ERROR_IN_SUCCESS(said -> error(200, said)),
    BROKEN_JSON(said -> Reply.json(200, "{\"choices\": " + said)),
    WRONG_SHAPE(said -> Reply.json(200, "[{\"" + said + "\": \"" + said + "\"}]")),
    LOGIN_PAGE(said -> Reply.whole(200, "text/html", "<html>" + said)),
    REDIRECT(said -> Reply.json(302, "{}", "location: http://127.0.0.1:9/?key=" + said, "retry-after: " + said)),
    ERROR_IN_STREAM(said -> Reply.sse().then("event: error\n").event(object(said))),
    BROKEN_STREAM(said -> Hosts.begin().event("{\"choices\": " + said)),
    CUT_STREAM(said -> Hosts.begin().event(object(said)).then("data: " + said).reset()),
    BROKEN_LINES(said -> Reply.lines().line("{\"success\":false,\"error\":" + object(said) + "}"));

    private final Function<String, Reply> reply;

    EchoFault(Function<String, Reply> reply) {
        this.reply = reply;
    }

    Reply to(ReceivedRequest request) {
        return reply.apply(said(request));
    }

    /** What it was sent, in a form that is fit for the inside of a JSON text. */
    private static String said(ReceivedRequest request) {
        return (request.key()
                        + ' '
                        + request.header("x-goog-api-key")
                        + ' '
                        + request.header("x-planted")
                        + ' '
                        + request.path()
                        + ' '
                        + request.body())
                .replaceAll("[^ -~]|[\"\\\\]", "'");
    }

    private static Reply error(int status, String said) {
        return Reply.json(status, object(said));
    }

    private static String object(String said) {
        String word = said.split(" ", 2)[0];
        return "{\"error\":{\"message\":\"I know %s\",\"type\":\"%s\",\"code\":\"%s\",\"param\":\"%s\",\"status\":\"%s\"}}"
                .formatted(said, word, word, word, word);
    }
}
