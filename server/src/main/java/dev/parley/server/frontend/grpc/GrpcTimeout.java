package dev.parley.server.frontend.grpc;

import io.grpc.Deadline;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code grpc-timeout} header: at most 8 digits and a unit, as in {@code 250m}. */
final class GrpcTimeout {
    private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");
    private static final Map<String, TimeUnit> UNITS = Map.of(
            "H", TimeUnit.HOURS,
            "M", TimeUnit.MINUTES,
            "S", TimeUnit.SECONDS,
            "m", TimeUnit.MILLISECONDS,
            "u", TimeUnit.MICROSECONDS,
            "n", TimeUnit.NANOSECONDS);

    private GrpcTimeout() {}

    /**
     * The deadline from now; null without a header.
     *
     * @throws IllegalArgumentException if the header is malformed
     */
    static @Nullable Deadline parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("grpc-timeout is malformed (expected: such as 250m).");
        }
        return Deadline.after(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
    }
}
