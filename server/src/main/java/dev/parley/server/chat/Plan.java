package dev.parley.server.chat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.RetrySettings;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.Attempt;
import dev.parley.server.routing.Target;
import dev.parley.server.tool.ToolEmulation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where a call stands among its targets and credentials, and the retry policy: what changes after a failure. Used by
 * one thread.
 */
final class Plan {
    /** The failure that a repeated connect may heal; everything else has reached the host. */
    private static final String UNREACHABLE = "upstream_unreachable";

    private final List<Way> ways;
    private final boolean fixed;
    private final boolean retries;
    private final Set<String> tried = new HashSet<>();
    private int targetIndex;
    private int attempts;
    private int connects;
    private int violations;
    private int repeats;
    private int rounds;
    /** Credentials used up in the rounds before. */
    private int spent;
    /** The provider whose host failed last; empty: what failed last was no host's fault. */
    private String failedHost = "";
    /** What went wrong last at this target. */
    private @Nullable ChatException failed;

    /**
     * With {@code fixed} neither the target nor the credential ever changes (DS-05, DS-06); without {@code retries} a
     * failure is the end.
     */
    Plan(List<Way> ways, boolean fixed, boolean retries) {
        this.ways = ways;
        this.fixed = fixed;
        this.retries = retries;
    }

    Target target() {
        return ways.get(targetIndex).target();
    }

    /** Ids of the credentials used up at this target. */
    Set<String> tried() {
        return tried.isEmpty() ? Set.of() : Set.copyOf(tried);
    }

    /** Whether another attempt asks the host that has just failed. */
    boolean repeats() {
        return target().provider().equals(failedHost);
    }

    /** Counts an attempt, and what is tried again within it. */
    Attempt.Tries next(RetrySettings retry) {
        attempts++;
        return new Attempt.Tries() {
            @Override
            public int number() {
                return attempts;
            }

            @Override
            public boolean again() {
                boolean left = retries && used() + 1 < retry.maxAttempts();
                repeats += left ? 1 : 0;
                attempts += left ? 1 : 0;
                return left;
            }
        };
    }

    /**
     * How long to pause when no credential could be had for another attempt; null when waiting cannot help. A call that
     * has not been tried at all waits for none (BAN-06).
     */
    @Nullable
    Duration afterRefusal(ChatException refusal, RetrySettings retry) {
        ChatException cause = failed;
        if (nextTarget(cause == null ? refusal : cause)) {
            return Duration.ZERO;
        }
        boolean ours = refusal.blame() == Blame.GATEWAY;
        return cause == null || ours ? null : nextRound(cause, refusal.retryAfter(), retry);
    }

    /** How long to pause before the next attempt; null when trying again cannot help. */
    @Nullable
    Duration after(ChatException failure, Attempt attempt, RetrySettings retry) {
        failed = failure;
        failedHost = isOfHost(failure) ? attempt.target().provider() : "";
        if (!retries) {
            return null;
        }
        return switch (failure.blame()) {
            // The request would fail anywhere, but a model that left out a call may think better of it, once.
            case REQUEST -> isViolation(failure) && ++violations == 1 ? Duration.ZERO : null;
            // A fault of ours is not to be repeated.
            case GATEWAY -> null;
            case CREDENTIAL ->
                anotherCredential(attempt, retry) || nextTarget(failure)
                        ? Duration.ZERO
                        : nextRound(failure, failure.retryAfter(), retry);
            case TARGET -> afterTarget(failure, attempt, retry);
        };
    }

    private @Nullable Duration afterTarget(ChatException failure, Attempt attempt, RetrySettings retry) {
        // Nothing reached the host: the same credential may send again.
        if (failure.error().getReason().equals(UNREACHABLE) && ++connects < retry.maxConnects()) {
            return backoff(retry, connects);
        }
        connects = 0;
        // With no other target left, another credential of this one is the last thing to change.
        return nextTarget(failure) || anotherCredential(attempt, retry)
                ? Duration.ZERO
                : nextRound(failure, failure.retryAfter(), retry);
    }

    private static boolean isViolation(ChatException failure) {
        return failure.error().getReason().equals(ToolEmulation.VIOLATION);
    }

    private boolean anotherCredential(Attempt attempt, RetrySettings retry) {
        tried.add(attempt.lease().credential().id());
        return !fixed && used() < retry.maxAttempts();
    }

    /** Moves to the next target that this failure opens; false if there is none. */
    private boolean nextTarget(ChatException failure) {
        int next = targetIndex + 1;
        while (next < ways.size() && !ways.get(next).opens().test(failure)) {
            next++;
        }
        if (fixed || next >= ways.size()) {
            return false;
        }
        targetIndex = next;
        failed = null;
        rounds = 0;
        spent = 0;
        begin();
        return true;
    }

    /**
     * Begins anew with all credentials after a pause (GM-19); null if that cannot help, or would take longer than the
     * longest pause.
     */
    private @Nullable Duration nextRound(ChatException failure, @Nullable Duration rest, RetrySettings retry) {
        if (!passes(failure) || rounds + 1 >= retry.maxRounds() || used() >= retry.maxAttempts()) {
            return null;
        }
        Duration backoff = backoff(retry, rounds + 1);
        Duration pause = rest != null && rest.compareTo(backoff) > 0 ? rest : backoff;
        if (pause.compareTo(retry.backoffMax()) > 0) {
            return null;
        }
        rounds++;
        spent = used();
        begin();
        return pause;
    }

    /** Whether a failure may be over after a while. */
    private static boolean passes(ChatException failure) {
        return failure.code() == ErrorCode.ERROR_CODE_RATE_LIMITED || isOfHost(failure);
    }

    private static boolean isOfHost(ChatException failure) {
        return failure.blame() == Blame.TARGET && failure.code() != ErrorCode.ERROR_CODE_NOT_FOUND;
    }

    /** Attempts at this target that count, but for the one under way. */
    private int used() {
        return spent + tried.size() + repeats;
    }

    private void begin() {
        tried.clear();
        connects = 0;
        repeats = 0;
    }

    private static Duration backoff(RetrySettings retry, int time) {
        long longest = Math.min(
                retry.backoff().toMillis() << (time - 1), retry.backoffMax().toMillis());
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }
}
