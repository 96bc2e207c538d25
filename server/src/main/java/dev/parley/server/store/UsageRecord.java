package dev.parley.server.store;

import java.time.Instant;

/**
 * What some calls have used.
 *
 * @param requests however they ended
 * @param succeeded those that were answered whole
 * @param promptTokens what was sent to models
 * @param completionTokens what they answered
 * @param estimated calls whose tokens were estimated, as their provider did not tell
 * @param createdAt the first call's end
 * @param lastUsed the last call's end
 */
public record UsageRecord(
        long requests,
        long succeeded,
        long promptTokens,
        long completionTokens,
        long estimated,
        Instant createdAt,
        Instant lastUsed) {

    /** Nothing, so far. */
    public static UsageRecord none(Instant now) {
        return new UsageRecord(0, 0, 0, 0, 0, now, now);
    }

    /** Calls that were not answered whole. */
    public long failed() {
        return requests - succeeded;
    }

    public long totalTokens() {
        return promptTokens + completionTokens;
    }

    /** Both together. */
    public UsageRecord plus(UsageRecord more) {
        return new UsageRecord(
                requests + more.requests,
                succeeded + more.succeeded,
                promptTokens + more.promptTokens,
                completionTokens + more.completionTokens,
                estimated + more.estimated,
                createdAt.isBefore(more.createdAt) ? createdAt : more.createdAt,
                lastUsed.isAfter(more.lastUsed) ? lastUsed : more.lastUsed);
    }
}
