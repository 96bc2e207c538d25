package dev.parley.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings' values as the plain values of JSON: texts, numbers, booleans, lists, maps and null. */
final class PlainValues {
    private static final String ORIGIN = "changed at run time";
    private static final String HIDDEN = "***";

    private PlainValues() {}

    /** A typed value to be shown; secrets are {@code ***}. */
    static @Nullable Object show(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> number;
            case Secret secret -> secret.isEmpty() ? "" : HIDDEN;
            case Duration duration -> text(duration);
            case Enum<?> constant -> Schema.key(constant);
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            default -> value.toString();
        };
    }

    /** A plain value as it would stand in a file. */
    static Tree tree(@Nullable Object value) {
        return switch (value) {
            case null -> new Tree.Scalar("", ORIGIN);
            case List<?> list ->
                new Tree.Items(list.stream().map(PlainValues::tree).toList(), ORIGIN);
            case Map<?, ?> map -> branch(map);
            case Double number
            when number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE ->
                new Tree.Scalar(Long.toString(number.longValue()), ORIGIN);
            default -> new Tree.Scalar(value.toString(), ORIGIN);
        };
    }

    private static List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> shown = new ArrayList<>();
        list.forEach(item -> shown.add(show(item)));
        return shown;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        map.forEach((key, item) -> shown.put(key.toString(), show(item)));
        return shown;
    }

    private static Tree branch(Map<?, ?> map) {
        Map<String, Tree> children = new LinkedHashMap<>();
        map.forEach((key, item) -> children.put(key.toString(), tree(item)));
        return new Tree.Branch(children, ORIGIN);
    }

    /** Whole hours as hours, other whole seconds as seconds. */
    private static String text(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        return seconds > 0 && seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds + "s";
    }
}
