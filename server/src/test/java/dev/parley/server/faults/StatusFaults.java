package dev.parley.server.faults;

import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_INVALID_REQUEST;
import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED;
import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_RATE_LIMITED;
import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_TIMEOUT;
import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_TOO_LARGE;
import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_UNAVAILABLE;
import static dev.parley.server.faults.Outcome.fails;
import static dev.parley.server.faults.Outcome.refuses;

import dev.parley.testkit.Reply;
import java.util.List;
import java.util.function.Supplier;

/** What hosts refuse, each time with the credential in what they say. */
final class StatusFaults {
    private StatusFaults() {}

    static List<Fault> all() {
        return List.of(
                refused(400, refuses(ERROR_CODE_INVALID_REQUEST, "invalid_value"))
                        .but(Family.PUTER, refuses(ERROR_CODE_INVALID_REQUEST, "internal_error")),
                refused(413, refuses(ERROR_CODE_TOO_LARGE, "request_too_large")),
                refused(422, refuses(ERROR_CODE_INVALID_REQUEST, "invalid_value"))
                        .but(Family.PUTER, refuses(ERROR_CODE_INVALID_REQUEST, "internal_error")),
                refused(401, fails("upstream_auth_failed")),
                refused(403, fails("upstream_auth_failed")),
                refused(402, fails(ERROR_CODE_QUOTA_EXHAUSTED, "insufficient_quota")),
                refused(404, fails("upstream_not_found")),
                refused(429, fails(ERROR_CODE_RATE_LIMITED, "rate_limit_exceeded")),
                refused(500, fails("upstream_error")),
                refused(502, fails("upstream_error")),
                refused(503, fails(ERROR_CODE_UNAVAILABLE, "overloaded")),
                refused(504, fails("upstream_error")),
                refused(529, fails(ERROR_CODE_UNAVAILABLE, "overloaded")),
                odd(
                        "a page with 500",
                        fails("upstream_error"),
                        () -> Reply.whole(500, "text/html", "<html>Oops</html>")),
                odd("500 without a body", fails("upstream_error"), () -> Reply.json(500, "")),
                odd("a body of 503 that is not whole", fails("upstream_truncated"), StatusFaults::half),
                odd(
                        "a body of 503 that never ends",
                        fails(ERROR_CODE_TIMEOUT, "first_event_timeout", Limits.FIRST_EVENT),
                        () -> half().stall()));
    }

    private static Fault refused(int status, Outcome outcome) {
        return Fault.of(
                Integer.toString(status),
                outcome,
                (family, stream, key) -> Reply.json(status, family.error("no, " + key)));
    }

    private static Fault odd(String name, Outcome outcome, Supplier<Reply> reply) {
        return Fault.of(name, outcome, (family, stream, key) -> reply.get());
    }

    private static Reply half() {
        return Reply.raw("HTTP/1.1 503 Status\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"err");
    }
}
