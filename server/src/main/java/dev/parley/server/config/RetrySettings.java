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
 * @param tellCause whether credentials that all failed for one reason are told as that reason, not as 503 (PUT-29)
 */
public record RetrySettings(
        int maxAttempts,
        int maxPerCredential,
        int maxConnects,
        int maxRounds,
        Duration backoff,
        Duration backoffMax,
        boolean tellCause) {

    /** The same for a provider that has so many credentials. */
    public RetrySettings among(int credentials) {
        long most = Math.max(1, (long) maxPerCredential * credentials);
        return maxPerCredential == 0 || maxAttempts <= most
                ? this
                : new RetrySettings(
                        (int) most, maxPerCredential, maxConnects, maxRounds, backoff, backoffMax, tellCause);
    }
}
