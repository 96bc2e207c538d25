package dev.parley.server.pool;

import dev.parley.server.error.ChatException;
import java.time.Instant;
import java.util.Set;

/** The credentials of one provider, lent out one attempt at a time. Thread-safe. */
public interface CredentialPool {
    /**
     * Lends a credential that is fit for {@code model}.
     *
     * <p>Waits in line if the pool has a queue and every fit credential is at its limit; interrupting the thread ends
     * the wait with CANCELLED.
     *
     * @param model the model as the provider knows it; some cool-downs are per model
     * @param tried ids of credentials that this call has used up
     * @param deadline when to give up waiting
     * @throws ChatException UNAVAILABLE if none is configured or all are broken, RATE_LIMITED with the soonest
     *     {@code retryAfter} if all are cooling or the queue is full; blame CREDENTIAL, so the next target may be tried
     */
    Lease acquire(String model, Set<String> tried, Instant deadline);

    /** Some credential, for a question that is not a chat turn; an empty one if there is none. Takes no lease. */
    Credential any();
}
