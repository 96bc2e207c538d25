package dev.parley.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types that a single value may have: how each is read, and what is expected of it. One table. */
final class Scalars {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    /** What may stand before the host of an address. */
    private static final Pattern USER = Pattern.compile("(?<=//)[^/]*(?=@)");

    private record Row(Function<String, Object> parse, String expected) {}

    private static final Map<Class<?>, Row> TABLE = Map.ofEntries(
            entry(String.class, text -> text, "a text"),
            entry(int.class, Scalars::number, "a whole number, at least 0"),
            entry(Long.class, Scalars::amount, "a whole number, at least 0"),
            entry(boolean.class, Scalars::flag, "true or false"),
            entry(Duration.class, Scalars::duration, "a duration such as 500ms, 30s, 2m, 1h or 1d"),
            entry(Path.class, Path::of, "a path"),
            entry(URI.class, Scalars::uri, "an address such as https://api.example.com/v1, without a user"),
            entry(Secret.class, Secret::of, "a text"),
            entry(QueueSize.class, QueueSize::parse, "a whole number, at least 0, or auto"),
            entry(Instant.class, Scalars::instant, "a time such as 2026-12-31T18:00:00Z"),
            entry(AddressRange.class, AddressRange::parse, "an address or a block such as 10.0.0.0/8"));

    private Scalars() {}

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if it is not of the type
     */
    static Object parse(Class<?> type, String text) {
        return type.isEnum() ? constant(type, text) : row(type).parse.apply(text);
    }

    /** A text as it may be shown, whether or not it is of the type: secrets and the users of addresses are masked. */
    static String shown(Class<?> type, String text) {
        if (type == URI.class) {
            return USER.matcher(text).replaceFirst("***");
        }
        return type == Secret.class && !text.isEmpty() ? "***" : text;
    }

    static String expected(Class<?> type) {
        return type.isEnum() ? "one of " + constants(type) : row(type).expected;
    }

    /** The items of a list that is written in one value, comma-separated. */
    static List<Tree> split(String text, String origin) {
        return Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .<Tree>map(item -> new Tree.Scalar(item, origin))
                .toList();
    }

    private static Map.Entry<Class<?>, Row> entry(Class<?> type, Function<String, Object> parse, String expected) {
        return Map.entry(type, new Row(parse, expected));
    }

    private static Row row(Class<?> type) {
        Row row = TABLE.get(type);
        if (row == null) {
            throw new IllegalStateException("no setting may be a " + type);
        }
        return row;
    }

    private static Object number(String text) {
        return Math.toIntExact(bounded(text, Integer.MAX_VALUE));
    }

    private static Object amount(String text) {
        return bounded(text, Long.MAX_VALUE);
    }

    private static long bounded(String text, long most) {
        long number = Long.parseLong(text.replace("_", ""));
        if (number < 0 || number > most) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static Object flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Object instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Object uri(String text) {
        URI uri = URI.create(text);
        boolean http = uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        if (!http || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Schema.key((Enum<?>) constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Schema.key((Enum<?>) constant))
                .collect(Collectors.joining(", "));
    }
}
