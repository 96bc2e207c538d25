package dev.parley.server.config;

import java.time.Duration;

/**
 * How often one request is tried (COM-09, B19). Only before the first event, and inside the total time limit.
 *
 * @param maxAttempts credentials tried at one target
 * @param maxConnects sends with one credential when the connection cannot be made or times out before any reply
 * @param backoff before the second send, doubling
 * @param backoffMax the longest pause
 * @param tellCause whether credentials that all failed for one reason are told as that reason, not as 503 (PUT-29)
 */
public record RetrySettings(
        int maxAttempts, int maxConnects, Duration backoff, Duration backoffMax, boolean tellCause) {}
