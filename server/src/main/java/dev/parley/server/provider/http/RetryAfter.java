package dev.parley.server.provider.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The Retry-After header (RFC 9110, section 10.2.3): seconds, or a date. */
public final class RetryAfter {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    private RetryAfter() {}

    /** The delay, between a second and an hour; null if there is no header or it says nothing sensible. */
    public static @Nullable Duration parse(@Nullable String header, InstantSource clock) {
        if (header == null) {
            return null;
        }
        String text = header.trim();
        try {
            return clamp(Duration.ofSeconds(Math.min((long) Double.parseDouble(text), MOST.toSeconds())));
        } catch (NumberFormatException notSeconds) {
            return date(text, clock);
        }
    }

    private static @Nullable Duration date(String text, InstantSource clock) {
        try {
            ZonedDateTime when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return clamp(Duration.between(clock.instant(), when.toInstant()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration clamp(Duration delay) {
        if (delay.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return delay.compareTo(MOST) > 0 ? MOST : delay;
    }
}
