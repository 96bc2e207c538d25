package dev.parley.server.provider.builtin;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Text;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Fails on demand, as a provider would:
 *
 * <pre>
 * fault?status=429&amp;retry-after=2s   refuses with that status of the host: 400, 401, 402, 404, 429, 500, 503, 529
 * fault?kind=unreachable            the host cannot be reached
 * fault?kind=silent                 no first event ever
 * fault?kind=truncated&amp;after=3       breaks off after 3 words
 * fault?kind=stall&amp;after=3           falls silent after 3 words
 * fault?kind=error&amp;after=3           sends an error after 3 words
 * </pre>
 *
 * {@code status} alone wins over {@code kind}; without either it is {@code status=500}.
 */
final class Fault {
    /** What a host's status means. */
    private record Row(ErrorCode code, Blame blame, String reason) {}

    private static final Map<Integer, Row> STATUSES = Map.of(
            400, new Row(ErrorCode.ERROR_CODE_INVALID_REQUEST, Blame.REQUEST, "invalid_value"),
            401, new Row(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.CREDENTIAL, "upstream_auth_failed"),
            402, new Row(ErrorCode.ERROR_CODE_QUOTA_EXHAUSTED, Blame.CREDENTIAL, "insufficient_quota"),
            404, new Row(ErrorCode.ERROR_CODE_NOT_FOUND, Blame.TARGET, "model_not_found"),
            429, new Row(ErrorCode.ERROR_CODE_RATE_LIMITED, Blame.CREDENTIAL, "rate_limit_exceeded"),
            500, new Row(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, Blame.TARGET, "upstream_failed"),
            503, new Row(ErrorCode.ERROR_CODE_UNAVAILABLE, Blame.TARGET, "overloaded"),
            529, new Row(ErrorCode.ERROR_CODE_UNAVAILABLE, Blame.TARGET, "overloaded"));

    private static final String WORD = "word ";

    private Fault() {}

    static List<Step> steps(ChatRequest request, Parameters parameters) {
        int status = parameters.number("status", 0);
        String kind = parameters.text("kind", "");
        if (status != 0 || kind.isEmpty()) {
            return List.of(new Step.Fail(refused(status == 0 ? 500 : status, parameters)));
        }
        return switch (kind) {
            case "unreachable" -> List.of(new Step.Fail(failed("upstream_unreachable", 0)));
            case "silent" -> List.of(new Step.Pause(Step.Pause.FOREVER));
            case "truncated" -> after(parameters, new Step.Fail(failed("upstream_truncated", 200)));
            case "stall" -> after(parameters, new Step.Pause(Step.Pause.FOREVER));
            case "error" -> after(parameters, new Step.Fail(failed("upstream_failed", 200)));
            default -> throw Parameters.wrong("kind", kind, "unreachable, silent, truncated, stall or error");
        };
    }

    private static List<Step> after(Parameters parameters, Step last) {
        Turn turn = new Turn(0).open(Part.newBuilder().setText(Text.getDefaultInstance()));
        for (int i = parameters.number("after", 1); i > 0; i--) {
            turn.delta(Turn.textDelta(WORD));
        }
        return turn.step(last).unfinished();
    }

    private static ChatException refused(int status, Parameters parameters) {
        Row row = STATUSES.get(status);
        if (row == null) {
            throw Parameters.wrong("status", Integer.toString(status), "one of " + STATUSES.keySet());
        }
        Duration retryAfter = parameters.duration("retry-after", Duration.ZERO);
        return ChatException.of(
                        row.code, row.blame, row.reason, "The built-in fault answers with status " + status + '.')
                .upstream("builtin", status, "")
                .retryAfter(retryAfter.isZero() ? null : retryAfter)
                .build();
    }

    private static ChatException failed(String reason, int status) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.TARGET,
                        reason,
                        "The built-in fault fails: " + reason.replace('_', ' ') + '.')
                .upstream("builtin", status, "")
                .build();
    }
}
