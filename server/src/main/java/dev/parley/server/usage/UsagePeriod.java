package dev.parley.server.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * When counts begin anew: at whole multiples of an interval on the clocks of a zone, so that a day begins at midnight
 * there.
 *
 * @param interval zero: never
 */
public record UsagePeriod(Duration interval, ZoneId zone) {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH");

    /** The start of the period that a moment is in. */
    Instant start(Instant moment) {
        if (interval.isZero()) {
            return Instant.EPOCH;
        }
        long local = LocalDateTime.ofInstant(moment, zone).toEpochSecond(ZoneOffset.UTC);
        long start = Math.floorDiv(local, interval.toSeconds()) * interval.toSeconds();
        return LocalDateTime.ofEpochSecond(start, 0, ZoneOffset.UTC)
                .atZone(zone)
                .toInstant();
    }

    /** The name of a moment's hour, such as 2026-11-21T13; names are in the order of time. */
    String hour(Instant moment) {
        return HOUR.format(moment.atZone(zone));
    }

    /** The name of a moment's day, such as 2026-11-21. */
    String day(Instant moment) {
        return moment.atZone(zone).toLocalDate().toString();
    }

    /** The name of the first hour that is still told of. */
    String firstHour(Instant now) {
        return hour(now.minus(2, ChronoUnit.DAYS));
    }

    /** The name of the first day that is still told of. */
    String firstDay(Instant now) {
        return day(now.minus(31, ChronoUnit.DAYS));
    }
}
