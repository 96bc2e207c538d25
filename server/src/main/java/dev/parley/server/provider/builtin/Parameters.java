package dev.parley.server.provider.builtin;

import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parameters of a model's name: {@code name=value} pairs between ampersands. */
final class Parameters {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,4})(ms|s)");

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    static Parameters parse(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split("&", 0)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return new Parameters(values);
    }

    String text(String name, String unset) {
        return values.getOrDefault(name, unset);
    }

    int number(String name, int unset) {
        String text = values.get(name);
        if (text == null) {
            return unset;
        }
        if (!text.matches("\\d{1,4}")) {
            throw wrong(name, text, "a whole number up to 9999");
        }
        return Integer.parseInt(text);
    }

    /** A duration as {@code 500ms} or {@code 2s}. */
    Duration duration(String name, Duration unset) {
        String text = values.get(name);
        if (text == null) {
            return unset;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw wrong(name, text, "a duration such as 500ms or 2s");
        }
        long amount = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
    }

    static ChatException wrong(String name, String value, String expected) {
        return ChatException.invalid(
                "model", "The model's parameter '%s' is '%s' (expected: %s).".formatted(name, value, expected));
    }
}
