package dev.parley.server.faults;

import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_TIMEOUT;
import static dev.parley.server.faults.Outcome.answers;
import static dev.parley.server.faults.Outcome.fails;

import dev.parley.testkit.Reply;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What goes wrong before the body of a reply. */
final class HeadFaults {
    private static final String NONSENSE = "bad_upstream_reply";
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String EARLY = "HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n";

    private HeadFaults() {}

    static List<Fault> all() {
        return Stream.of(connection(), content(), redirects(), heads())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> connection() {
        return List.of(
                Fault.of("closed at once", fails("upstream_broken"), (family, stream, key) -> Reply.raw(""))
                        .but(Family.SESSIONS, fails("upstream_broken").resent()),
                Fault.of(
                                "reset at once",
                                fails("upstream_broken"),
                                (family, stream, key) -> Reply.raw("").reset())
                        .but(Family.SESSIONS, fails("upstream_broken").resent()),
                Fault.of(
                        "silent",
                        fails(ERROR_CODE_TIMEOUT, "first_event_timeout", Limits.FIRST_EVENT),
                        (family, stream, key) -> Reply.silence()),
                Fault.of(
                        "silent within the head",
                        fails(ERROR_CODE_TIMEOUT, "first_event_timeout", Limits.FIRST_EVENT),
                        (family, stream, key) -> Reply.raw(OK + "content-ty").stall()),
                Fault.of(
                        "silent after the head",
                        fails(ERROR_CODE_TIMEOUT, "first_event_timeout", Limits.FIRST_EVENT),
                        (family, stream, key) -> Reply.raw(family.head()).stall()),
                Fault.of(
                        "closed within the head",
                        fails(NONSENSE),
                        (family, stream, key) -> Reply.raw(OK + "content-ty")),
                Fault.of(
                        "closed after the head",
                        fails("upstream_truncated"),
                        (family, stream, key) -> Reply.raw(family.head())));
    }

    private static List<Fault> content() {
        return List.of(
                Fault.of(
                        "a log-in page",
                        fails(NONSENSE),
                        (family, stream, key) -> Reply.whole(200, "text/html", "<html>log in</html>")),
                Fault.of(
                        "an empty 200",
                        fails(NONSENSE),
                        (family, stream, key) -> Reply.whole(200, "application/json", "")),
                Fault.of("204", fails(NONSENSE), (family, stream, key) -> Reply.raw("HTTP/1.1 204 No Content\r\n\r\n")),
                Fault.of("not JSON", fails("bad_upstream_json"), (family, stream, key) -> Reply.json(200, "nonsense")),
                Fault.of(
                                "JSON of another shape",
                                fails("bad_upstream_json"),
                                (family, stream, key) -> Reply.json(200, "{\"rows\":[1,2]}"))
                        .but(Family.GEMINI, fails("upstream_truncated"))
                        .but(Family.SESSIONS, fails("upstream_error")),
                Fault.of("null", fails("bad_upstream_json"), (family, stream, key) -> Reply.json(200, "null")),
                Fault.of(
                        "an error inside a 200",
                        fails("upstream_error"),
                        (family, stream, key) -> Reply.json(200, family.error("boom " + key))),
                Fault.of(
                                "JSON called text",
                                answers(),
                                (family, stream, key) -> Reply.whole(200, "text/plain", family.whole(Fault.TEXT)))
                        .not(Family.SESSIONS),
                Fault.of(
                        "content-length longer than the body",
                        fails("upstream_truncated"),
                        (family, stream, key) -> Reply.raw(
                                OK + "content-type: application/json\r\ncontent-length: 900\r\n\r\n{\"id\":")));
    }

    private static List<Fault> redirects() {
        return IntStream.of(301, 302, 307, 308)
                .mapToObj(status -> Fault.of(
                        "redirect " + status,
                        fails(NONSENSE),
                        (family, stream, key) -> Reply.json(
                                status, "{}", "location: http://127.0.0.1:" + Elsewhere.port() + "/v1/other")))
                .toList();
    }

    private static List<Fault> heads() {
        return List.of(
                Fault.of(
                        "103 before the answer",
                        answers(),
                        (family, stream, key) ->
                                Reply.raw(EARLY + EARLY + family.head()).then(family.frames(Fault.TEXT))),
                Fault.of(
                        "103 without end",
                        fails(NONSENSE),
                        (family, stream, key) -> Reply.raw("").repeat(EARLY.repeat(200), 5_000)),
                Fault.of(
                        "a header of 1 MB",
                        fails(NONSENSE),
                        (family, stream, key) -> Reply.raw(OK + "x-long: ").then("a".repeat(1 << 20) + "\r\n\r\n")),
                Fault.of(
                        "10,000 headers",
                        fails(NONSENSE),
                        (family, stream, key) -> Reply.raw(OK).then("x-many: 1\r\n".repeat(10_000) + "\r\n")),
                Fault.of("not HTTP", fails(NONSENSE), (family, stream, key) -> Reply.raw("SSH-2.0-OpenSSH_9.6\r\n")),
                Fault.of(
                        "HTTP/2 where HTTP/1.1 was asked",
                        fails(NONSENSE),
                        (family, stream, key) -> Reply.raw("\0\0\u0012\u0004\0\0\0\0\0")));
    }
}
