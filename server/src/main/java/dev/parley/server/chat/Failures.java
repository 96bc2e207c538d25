package dev.parley.server.chat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What went wrong so far in one call, and what to tell the caller in the end. Used by one thread. */
final class Failures {
    private final List<ChatException> attempts = new ArrayList<>();
    private @Nullable ChatException unavailable;

    void add(ChatException failure) {
        attempts.add(failure);
    }

    /** No credential could be had for a further attempt. */
    void addUnavailable(ChatException failure) {
        unavailable = failure;
    }

    /**
     * A single failure as it is; several of rate limits as one with the soonest delay (MG-10), and with
     * {@code tellCause} several of any one kind likewise (PUT-29); others as UNAVAILABLE with the last cause in the
     * message.
     */
    ChatException summary(boolean tellCause) {
        if (attempts.isEmpty()) {
            return Objects.requireNonNull(unavailable);
        }
        ChatException last = attempts.getLast();
        if (attempts.size() == 1 || last.blame() == Blame.REQUEST || last.blame() == Blame.GATEWAY) {
            return last;
        }
        boolean alike = attempts.stream().allMatch(e -> e.code() == last.code());
        boolean limited = alike && last.code() == ErrorCode.ERROR_CODE_RATE_LIMITED;
        boolean told = limited || alike && tellCause;
        return with(
                ChatException.of(
                        told ? last.code() : ErrorCode.ERROR_CODE_UNAVAILABLE,
                        last.blame(),
                        reason(last, limited, told),
                        "All %d attempts failed; the last one: %s".formatted(attempts.size(), last.getMessage())),
                last);
    }

    private static String reason(ChatException last, boolean limited, boolean told) {
        if (limited) {
            return "rate_limit_exceeded";
        }
        return told ? last.error().getReason() : "service_unavailable";
    }

    private ChatException with(ChatException.Builder summary, ChatException last) {
        if (last.error().hasUpstream()) {
            var upstream = last.error().getUpstream();
            summary.upstream(upstream.getProvider(), upstream.getHttpStatus(), upstream.getNativeCode());
        }
        ChatException built = summary.retryAfter(soonest()).cause(last).build();
        attempts.stream().filter(e -> e != last).forEach(built::addSuppressed);
        return built;
    }

    private @Nullable Duration soonest() {
        return attempts.stream()
                .map(ChatException::retryAfter)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The host is not to be asked once more; never told, since there is what the host failed with. */
    static ChatException noBudget(Target target) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNAVAILABLE,
                        Blame.GATEWAY,
                        "retry_budget",
                        "The host of provider '%s' fails too often to be asked once more (setting providers.%s.retry.budget)."
                                .formatted(target.provider(), target.provider()))
                .build();
    }

    /** The provider ended its stream without a single event. */
    static ChatException emptyAnswer(Target target) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.TARGET,
                        "upstream_truncated",
                        "The provider '%s' ended its answer before it began.".formatted(target.provider()))
                .upstream(target.provider(), 0, "")
                .build();
    }
}
