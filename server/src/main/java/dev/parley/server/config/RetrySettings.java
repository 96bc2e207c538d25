package dev.parley.server.config;

import java.time.Duration;

/**
 * How often one request is tried (COM-09, B19). Only before the first event, and inside the total time limit.
 *
 * @param maxAttempts credentials tried at one target
 * @param maxPerCredential lowers that to so many for each credential that there is (BAN-05); 0: it does not
 * @param maxConnects sends with one credential when the connection cannot be made or times out before any reply
 * @param maxRounds how often all credentials are gone through, after rate limits and failures of the host (GM-19)
 * @param backoff before the second send with one credential, and before the second round; doubling
 * @param backoffMax the longest pause
 * @param budget how many of all attempts may follow a failure of the host
 * @param tellCause whether credentials that all failed for one reason are told as that reason, not as 503 (PUT-29)
 */
public record RetrySettings(
        int maxAttempts,
        int maxPerCredential,
        int maxConnects,
        int maxRounds,
        Duration backoff,
        Duration backoffMax,
        Budget budget,
        boolean tellCause) {

    /**
     * How many attempts at one provider may repeat one that its host failed.
     *
     * @param percent of the other attempts in a window
     * @param least how many in a window in any case
     * @param window what is counted at a time; zero: there is no budget
     */
    public record Budget(int percent, int least, Duration window) {
        /** As many as the other settings allow. */
        public static final Budget NONE = new Budget(0, 0, Duration.ZERO);
    }

    /** The same for a provider that has so many credentials. */
    public RetrySettings among(int credentials) {
        long most = Math.max(1, (long) maxPerCredential * credentials);
        return maxPerCredential == 0 || maxAttempts <= most
                ? this
                : new RetrySettings(
                        (int) most, maxPerCredential, maxConnects, maxRounds, backoff, backoffMax, budget, tellCause);
    }
}
