package dev.parley.server.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a limited caller may still use this minute.
 *
 * @param now when that was so
 * @param requests null: they are not limited
 * @param tokens null: likewise
 */
public record Allowance(
        Instant now, @Nullable Rate requests, @Nullable Rate tokens) {
    /**
     * One rate.
     *
     * @param limit a minute
     * @param left at least 0
     * @param full when all of it may be used again
     */
    public record Rate(long limit, long left, Instant full) {}
}
