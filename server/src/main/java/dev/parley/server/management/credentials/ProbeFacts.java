package dev.parley.server.management.credentials;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the probes by schedule stand.
 *
 * @param next when the next one is; null: there is no schedule
 * @param last when the latest probe was, by hand or by schedule; null: there was none
 * @param success how many credentials answered then
 * @param total of how many
 */
public record ProbeFacts(@Nullable Instant next, @Nullable Instant last, int success, int total) {}
