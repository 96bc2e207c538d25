package dev.parley.server.chat;

import dev.parley.server.config.RetrySettings;
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

    private final List<Target> targets;
    private final boolean fixed;
    private final Set<String> tried = new HashSet<>();
    private int targetIndex;
    private int attempts;
    private int connects;
    private int violations;
    private int repeats;

    /** With {@code fixed} neither the target nor the credential ever changes (DS-05, DS-06). */
    Plan(List<Target> targets, boolean fixed) {
        this.targets = targets;
        this.fixed = fixed;
    }

    Target target() {
        return targets.get(targetIndex);
    }

    /** Ids of the credentials used up at this target. */
    Set<String> tried() {
        return tried.isEmpty() ? Set.of() : Set.copyOf(tried);
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
                boolean left = tried.size() + 1 + repeats < retry.maxAttempts();
                repeats += left ? 1 : 0;
                attempts += left ? 1 : 0;
                return left;
            }
        };
    }

    /** Moves to the next target; false if there is none. */
    boolean nextTarget() {
        if (fixed || targetIndex + 1 >= targets.size()) {
            return false;
        }
        targetIndex++;
        tried.clear();
        connects = 0;
        repeats = 0;
        return true;
    }

    /** How long to pause before the next attempt; null when trying again cannot help. */
    @Nullable
    Duration after(ChatException failure, Attempt attempt, RetrySettings retry) {
        return switch (failure.blame()) {
            // The request would fail anywhere, but a model that left out a call may think better of it, once.
            case REQUEST -> isViolation(failure) && ++violations == 1 ? Duration.ZERO : null;
            // A fault of ours is not to be repeated.
            case GATEWAY -> null;
            case CREDENTIAL -> anotherCredential(attempt, retry) || nextTarget() ? Duration.ZERO : null;
            case TARGET -> afterTarget(failure, attempt, retry);
        };
    }

    private @Nullable Duration afterTarget(ChatException failure, Attempt attempt, RetrySettings retry) {
        // Nothing reached the host: the same credential may send again.
        if (failure.error().getReason().equals(UNREACHABLE) && ++connects < retry.maxConnects()) {
            return backoff(retry);
        }
        connects = 0;
        // With no other target left, another credential of this one is the last thing to change.
        return nextTarget() || anotherCredential(attempt, retry) ? Duration.ZERO : null;
    }

    private static boolean isViolation(ChatException failure) {
        return failure.error().getReason().equals(ToolEmulation.VIOLATION);
    }

    private boolean anotherCredential(Attempt attempt, RetrySettings retry) {
        tried.add(attempt.lease().credential().id());
        return !fixed && tried.size() + repeats < retry.maxAttempts();
    }

    private Duration backoff(RetrySettings retry) {
        long longest = Math.min(
                retry.backoff().toMillis() << (connects - 1), retry.backoffMax().toMillis());
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }
}
