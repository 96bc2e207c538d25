package dev.parley.server.credential;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The end of a token's life as files tell it: RFC 3339, or seconds or milliseconds since 1970. */
final class ExpiryTime {
    /** What is later than this in seconds, the year 5138, is meant in milliseconds. */
    private static final double SECONDS_MOST = 1e11;

    private ExpiryTime() {}

    /** Null if the text is no time. */
    static @Nullable Instant parse(String text) {
        try {
            return text.contains("T") ? OffsetDateTime.parse(text).toInstant() : epoch(Double.parseDouble(text));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static Instant epoch(double number) {
        return number > SECONDS_MOST ? Instant.ofEpochMilli((long) number) : Instant.ofEpochSecond((long) number);
    }
}
