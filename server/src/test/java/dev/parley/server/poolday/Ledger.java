package dev.parley.server.poolday;

import dev.parley.server.pool.CredentialView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of bans kept a second time, as plainly as can be, beside the pool. Whatever the pool does otherwise is a
 * breach.
 */
final class Ledger {
    /** BAN-01 by status: how many failures since the last success ban, and for how many minutes. */
    private static final Map<Integer, int[]> TABLE = Map.of(
            429,
            new int[] {3, 30},
            403,
            new int[] {5, 60},
            401,
            new int[] {3, 120},
            500,
            new int[] {10, 15},
            503,
            new int[] {10, 15});

    private static final int IN_A_ROW = 10;
    private static final int IN_A_ROW_MINUTES = 60;

    private final int limit;
    private final Map<String, Page> pages = new HashMap<>();

    /** What is known of one credential. */
    private static final class Page {
        private final Map<String, Integer> counts = new HashMap<>();
        private int inARow;
        private int out;
        private boolean disabled;
        private @Nullable Instant bannedUntil;
        private final Map<String, Limit> limits = new HashMap<>();

        void clear() {
            counts.clear();
            limits.clear();
            inARow = 0;
            bannedUntil = null;
        }
    }

    /** Until when a 429 rests a credential for one model: 2 s, doubling to 60 s (BAN-05). */
    private record Limit(Instant until, int seconds) {
        static Limit after(@Nullable Limit last, Instant now) {
            int seconds = last == null ? 2 : Math.min(60, 2 * last.seconds);
            return new Limit(now.plusSeconds(seconds), seconds);
        }
    }

    Ledger(int limit) {
        this.limit = limit;
    }

    void lent(String id, Instant now) {
        Page page = page(id);
        endBan(page, now);
        check(page.bannedUntil == null, id + " is lent while it is banned until " + page.bannedUntil);
        check(!page.disabled, id + " is lent while it is disabled");
        check(++page.out <= limit, id + " is lent " + page.out + " times at once");
    }

    void returned(String id) {
        page(id).out--;
    }

    void disabled(String id, boolean disabled) {
        page(id).disabled = disabled;
    }

    void recovered(String id) {
        page(id).clear();
    }

    /** A restart: bans are kept, what was counted is not, and calls under way are gone. */
    void restarted() {
        pages.values().forEach(page -> {
            Instant ban = page.bannedUntil;
            page.clear();
            page.bannedUntil = ban;
            page.out = 0;
        });
    }

    /** Takes note of how a call ended. Returns whether that bans its credential. */
    boolean ended(String id, String family, int status, Instant now) {
        Page page = page(id);
        endBan(page, now);
        if (status == Weather.OK) {
            String own = key(429, family);
            page.counts.keySet().removeIf(key -> !key.startsWith("429") || key.equals(own));
            page.inARow = 0;
            page.limits.remove(family);
            return false;
        }
        if (status == 429) {
            page.limits.compute(family, (name, last) -> Limit.after(last, now));
        }
        int[] rule = TABLE.get(status);
        if (rule == null || page.bannedUntil != null) {
            return false;
        }
        page.inARow++;
        int count = page.counts.merge(key(status, family), 1, Integer::sum);
        int minutes = count >= rule[0] ? rule[1] : page.inARow >= IN_A_ROW ? IN_A_ROW_MINUTES : 0;
        if (minutes > 0) {
            page.bannedUntil = now.plus(Duration.ofMinutes(minutes));
        }
        return minutes > 0;
    }

    /** The pool must tell the same: who is banned, until when, who is disabled, how many calls are under way. */
    void compare(List<CredentialView> views, Instant now) {
        for (CredentialView view : views) {
            Page page = page(view.id());
            endBan(page, now);
            check(
                    Objects.equals(view.banUntil(), page.bannedUntil),
                    "%s is banned until %s, not %s".formatted(view.id(), view.banUntil(), page.bannedUntil));
            check(view.disabled() == page.disabled, view.id() + " is disabled: " + view.disabled());
            check(view.inFlight() == page.out, view.id() + " has " + view.inFlight() + " calls, not " + page.out);
        }
    }

    /** A call was refused: none of these may have been usable, but for what the call has tried. */
    void refused(List<CredentialView> views, Set<String> tried, String family, Instant now) {
        for (CredentialView view : views) {
            Page page = page(view.id());
            Limit rest = page.limits.get(family);
            boolean limited = rest != null && now.isBefore(rest.until);
            boolean usable = view.healthy() && page.out < limit && !limited && !tried.contains(view.id());
            check(!usable, "a call is refused while " + view.id() + " is usable");
        }
    }

    private static void endBan(Page page, Instant now) {
        if (page.bannedUntil != null && !now.isBefore(page.bannedUntil)) {
            page.clear();
        }
    }

    private Page page(String id) {
        return pages.computeIfAbsent(id, name -> new Page());
    }

    /** Rate limits count for each family of models, 5xx together. */
    private static String key(int status, String family) {
        return status == 429 ? "429 " + family : status >= 500 ? "5xx" : Integer.toString(status);
    }

    static void check(boolean holds, String breach) {
        if (!holds) {
            throw new IllegalStateException(breach);
        }
    }
}
