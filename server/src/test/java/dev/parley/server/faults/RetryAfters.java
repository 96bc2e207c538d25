package dev.parley.server.faults;

import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_RATE_LIMITED;
import static dev.parley.server.faults.Outcome.fails;

import dev.parley.testkit.Reply;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;

/** What hosts say of when to come back. Whatever it is, credentials rest for between a second and an hour. */
final class RetryAfters {
    private RetryAfters() {}

    static List<Fault> all() {
        return List.of(
                limited("in 30 s", () -> "30", 30),
                limited("at a date", () -> date(Duration.ofMinutes(10)), 600),
                limited("at a date that is past", () -> date(Duration.ofDays(-1)), 1),
                limited("in 10 years", () -> "315360000", 3600),
                limited("at a date in 10 years", () -> date(Duration.ofDays(3653)), 3600),
                limited("in less than no time", () -> "-7", 1),
                limited("some day", () -> "soon", 0));
    }

    private static Fault limited(String name, Supplier<String> header, int seconds) {
        return Fault.of(
                        "429, come back " + name,
                        fails(ERROR_CODE_RATE_LIMITED, "rate_limit_exceeded"),
                        (family, stream, key) ->
                                Reply.json(429, family.error("slow down, " + key), "retry-after: " + header.get()))
                .resting(seconds);
    }

    private static String date(Duration fromNow) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(fromNow));
    }
}
