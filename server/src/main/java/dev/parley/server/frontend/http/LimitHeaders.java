package dev.parley.server.frontend.http;

import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.limit.Allowance;
import dev.parley.server.limit.Allowance.Rate;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** How APIs tell limited callers what they may still use this minute. One table; other APIs do as OpenAI. */
public enum LimitHeaders {
    OPENAI("x-ratelimit-%2$s-%1$s", (now, full) -> span(Duration.between(now, full))),
    CLAUDE("anthropic-ratelimit-%1$s-%2$s", (now, full) -> seconds(full).toString());

    private final String name;
    private final BiFunction<Instant, Instant, String> reset;

    /** {@code name} takes what is limited and what is told of it, {@code reset} says when it is full again. */
    LimitHeaders(String name, BiFunction<Instant, Instant, String> reset) {
        this.name = name;
        this.reset = reset;
    }

    /** The names of all of them. */
    static List<String> all() {
        Rate any = new Rate(0, 0, Instant.EPOCH);
        Allowance both = new Allowance(Instant.EPOCH, any, any);
        return Arrays.stream(values())
                .flatMap(style -> style.of(both).keySet().stream())
                .toList();
    }

    /** That of a dialect. */
    static LimitHeaders of(String dialect) {
        return dialect.equals(ClaudeDialect.NAME) ? CLAUDE : OPENAI;
    }

    /** The headers, by their names in lower case; null, no limit, gives none. */
    public Map<String, String> of(@Nullable Allowance allowance) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (allowance != null) {
            put(headers, "requests", allowance.requests(), allowance.now());
            put(headers, "tokens", allowance.tokens(), allowance.now());
        }
        return headers;
    }

    void write(@Nullable Allowance allowance, ServerResponse response) {
        if (allowance != null) {
            of(allowance).forEach((header, value) -> response.header(HeaderNames.create(header), value));
        }
    }

    private void put(Map<String, String> headers, String what, @Nullable Rate rate, Instant now) {
        if (rate != null) {
            headers.put(name.formatted(what, "limit"), Long.toString(rate.limit()));
            headers.put(name.formatted(what, "remaining"), Long.toString(rate.left()));
            headers.put(name.formatted(what, "reset"), reset.apply(now, rate.full()));
        }
    }

    /** Such as 1m2.5s, 640ms or 0s, to the next millisecond. */
    private static String span(Duration time) {
        long millis = Math.ceilDiv(time.toNanos(), 1_000_000);
        if (millis > 0 && millis < 1000) {
            return millis + "ms";
        }
        String minutes = millis >= 60_000 ? millis / 60_000 + "m" : "";
        BigDecimal seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros();
        return minutes + seconds.setScale(Math.max(0, seconds.scale()), RoundingMode.UNNECESSARY) + "s";
    }

    /** The next whole second. */
    private static Instant seconds(Instant moment) {
        return moment.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }
}
