package dev.parley.server.pool;

import java.time.Instant;
import java.util.Set;

/**
 * What a call wants of a pool.
 *
 * @param model the model as the provider knows it; some cool-downs are per model
 * @param pinned the one account that will do, by its id, email or mobile number; empty: any credential
 * @param session calls with the same text are one session, which keeps its credential if the pool is sticky; empty:
 *     none
 * @param tried ids of credentials that this call has used up; not changed while the ticket is open
 * @param told whether the caller hears of its place in line
 * @param deadline when to give up waiting
 */
public record Wanted(String model, String pinned, String session, Set<String> tried, boolean told, Instant deadline) {
    /** For a call of no session. */
    public Wanted(String model, String pinned, Set<String> tried, boolean told, Instant deadline) {
        this(model, pinned, "", tried, told, deadline);
    }

    /** Whether this is served by whatever serves any other call for the model. */
    boolean isPlain() {
        return pinned.isEmpty() && tried.isEmpty();
    }
}
