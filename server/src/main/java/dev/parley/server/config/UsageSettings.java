package dev.parley.server.config;

import java.time.Duration;

/**
 * How usage is added up.
 *
 * @param resetInterval how often the counts by key and by model begin anew, in whole minutes, beginning at midnight;
 *     zero: never
 * @param zone whose clocks tell midnight, days and hours, such as Europe/Berlin
 */
public record UsageSettings(Duration resetInterval, String zone) {}
