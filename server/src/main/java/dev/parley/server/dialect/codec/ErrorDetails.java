package dev.parley.server.dialect.codec;

import dev.parley.server.json.JsonReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code details} of an error in Google's form: a list of objects, each of a type of its own. */
final class ErrorDetails {
    /** What the reason is called when a day's quota is used up. */
    static final String DAILY_QUOTA = "daily_quota_exceeded";

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?s");

    private String reason = "";
    private @Nullable Duration retryDelay;

    /** Reads the value that stands next; other forms tell nothing. */
    void read(JsonReader in) {
        switch (in.type()) {
            case ARRAY -> {
                in.beginArray();
                while (in.nextElement()) {
                    read(in);
                }
            }
            case OBJECT -> {
                for (String name = in.beginObject(); name != null; name = in.nextField()) {
                    field(name, in);
                }
            }
            case STRING, NUMBER, BOOLEAN, NULL -> in.skip();
        }
    }

    /** The host's word for why; empty if there is none. */
    String reason() {
        return reason;
    }

    /** When to try again; null if it is not told. */
    @Nullable
    Duration retryDelay() {
        return retryDelay;
    }

    private void field(String name, JsonReader in) {
        switch (name) {
            case "reason" -> reason = Lenient.text(in);
            case "retryDelay" -> retryDelay = delay(Lenient.text(in));
            case "violations" -> read(in);
            case "quotaId" -> quota(Lenient.text(in));
            default -> in.skip();
        }
    }

    /** A day's quota is used up for longer than a pause. */
    private void quota(String id) {
        if (id.contains("PerDay")) {
            reason = DAILY_QUOTA;
        }
    }

    private static @Nullable Duration delay(String text) {
        if (!SECONDS.matcher(text).matches()) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }
}
