package dev.parley.server.config;

import java.time.Duration;

/**
 * How credentials are tried out (MA-26): each host is asked for one token.
 *
 * @param enabled whether that also happens by the schedule
 * @param schedule a cron expression of five fields, in UTC
 * @param model what is asked, unless a caller says otherwise; {@code provider/model} says whose credentials are tried
 * @param timeout how long a host may take, 1 to 60 s
 * @param liftsBans whether a credential that answers is no longer banned
 * @param disableModelBelow where fewer than so many percent answer, by schedule, the model is disabled; 0: never
 */
public record ProbeSettings(
        boolean enabled, String schedule, String model, Duration timeout, boolean liftsBans, int disableModelBelow) {}
