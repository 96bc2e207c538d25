package dev.parley.testkit.curl;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a JSON value is to look like: itself JSON (with comments after #), in which these texts stand for values that
 * differ each time: {@code <text>} (not empty), {@code <int>}, {@code <any>} and {@code <~REGEX>}. A list whose last
 * item is {@code ...} goes on with items like the one before. Fields stand in their order; a name that ends in a
 * question mark is of a field that may be missing.
 */
final class Shape {
    private static final String AND_SO_ON = "...";

    private final List<String> differences = new ArrayList<>();

    private Shape() {}

    /** What differs, each as a sentence with its place; empty if nothing does. */
    static List<String> differences(String shape, String json) {
        Object actual;
        try {
            actual = parse(json);
        } catch (RuntimeException malformed) {
            return List.of("not JSON: " + json);
        }
        Shape all = new Shape();
        all.compare("", parse(shape), actual);
        return all.differences;
    }

    /** JSON is YAML, and the parser is at hand. */
    static @Nullable Object parse(String json) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(json);
    }

    private void compare(String place, @Nullable Object expected, @Nullable Object actual) {
        switch (expected) {
            case Map<?, ?> fields when actual instanceof Map<?, ?> map -> object(place, fields, map);
            case List<?> items when actual instanceof List<?> list -> list(place, items, list);
            case String text when isLike(text, actual) -> {}
            case null -> require(actual == null, place, "null", actual);
            default -> require(expected.equals(actual), place, expected, actual);
        }
    }

    private static boolean isLike(String expected, @Nullable Object actual) {
        return switch (expected) {
            case "<any>" -> true;
            case "<int>" -> actual instanceof Integer || actual instanceof Long;
            case "<text>" -> actual instanceof String text && !text.isEmpty();
            default ->
                expected.startsWith("<~")
                        && actual instanceof String text
                        && Pattern.matches(expected.substring(2, expected.length() - 1), text);
        };
    }

    private void object(String place, Map<?, ?> expected, Map<?, ?> actual) {
        List<String> order = new ArrayList<>();
        expected.forEach((key, value) -> {
            String name = key.toString().replaceFirst("\\?$", "");
            if (actual.containsKey(name)) {
                order.add(name);
                compare(place + '.' + name, value, actual.get(name));
            } else if (name.equals(key)) {
                differences.add(place + '.' + name + " is missing");
            }
        });
        for (Object name : actual.keySet()) {
            if (!order.contains(name.toString())) {
                differences.add("%s.%s is not known: %s".formatted(place, name, actual.get(name)));
            }
        }
        List<String> told = actual.keySet().stream()
                .map(Object::toString)
                .filter(order::contains)
                .toList();
        require(told.equals(order), place + " fields", order, told);
    }

    private void list(String place, List<?> expected, List<?> actual) {
        boolean open = !expected.isEmpty() && AND_SO_ON.equals(expected.getLast());
        List<?> fixed = open ? expected.subList(0, expected.size() - 1) : expected;
        if (open ? actual.size() < fixed.size() : actual.size() != fixed.size()) {
            require(false, place + " length", fixed.size(), actual.size());
            return;
        }
        Iterator<?> shapes = fixed.iterator();
        Object shape = null;
        for (int i = 0; i < actual.size(); i++) {
            shape = shapes.hasNext() ? shapes.next() : shape;
            compare(place + '[' + i + ']', shape, actual.get(i));
        }
    }

    private void require(boolean fine, String place, Object expected, @Nullable Object actual) {
        if (!fine) {
            differences.add("%s is %s (expected: %s)".formatted(place.isEmpty() ? "it" : place, actual, expected));
        }
    }
}
