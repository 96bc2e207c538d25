package dev.parley.http;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value of {@code grpc-timeout}: how long the caller waits. At most eight digits and a unit. */
public final class GrpcTimeout {
    /** The header's name. */
    public static final String HEADER = "grpc-timeout";

    private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "H", ChronoUnit.HOURS,
            "M", ChronoUnit.MINUTES,
            "S", ChronoUnit.SECONDS,
            "m", ChronoUnit.MILLIS,
            "u", ChronoUnit.MICROS,
            "n", ChronoUnit.NANOS);
    private static final int MOST = 99_999_999;

    private GrpcTimeout() {}

    /** In milliseconds where they fit, else in seconds. */
    public static String format(Duration timeout) {
        long millis = Math.max(1, timeout.toMillis());
        return millis <= MOST ? millis + "m" : Math.min(MOST, timeout.toSeconds()) + "S";
    }

    /** Null if the text is absent or of another form. */
    public static @Nullable Duration parse(@Nullable String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text);
        return matcher.matches() ? Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2))) : null;
    }
}
