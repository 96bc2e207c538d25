package dev.parley.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of {@code google.api.http}, such as <code>/api/v1/models/{id=**}</code>: {@code *} stands for one segment,
 * {@code **} for one or more. Immutable.
 */
final class PathTemplate {
    private static final Pattern VARIABLE = Pattern.compile("\\{([\\w.]+)(?:=([^}]+))?}");
    private static final Pattern WILDCARD = Pattern.compile("\\*\\*|\\*");

    private final String template;
    private final List<String> variables = new ArrayList<>();
    private final Pattern pattern;

    PathTemplate(String template) {
        this.template = template;
        this.pattern = Pattern.compile(replace(VARIABLE, template, Pattern::quote, this::group));
    }

    /** The names of the variables, in order. */
    List<String> variables() {
        return variables;
    }

    /** The values of the variables, decoded; null if the path, still percent-encoded, is another one or malformed. */
    @Nullable
    Map<String, String> match(String rawPath) {
        Matcher matcher = pattern.matcher(rawPath);
        if (!matcher.matches()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (int i = 0; i < variables.size(); i++) {
                values.put(variables.get(i), decode(matcher.group(i + 1)));
            }
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        return values;
    }

    /** The percent-encoded path. Slashes of a value stay where the variable spans segments. */
    String expand(Map<String, String> values) {
        return replace(VARIABLE, template, UnaryOperator.identity(), variable -> {
            String encoded = encode(values.getOrDefault(variable.group(1), ""));
            return spansSegments(variable) ? encoded.replace("%2F", "/") : encoded;
        });
    }

    /** How much each segment takes in: a text that is less the more of the path is spelled out, from its beginning. */
    String breadth() {
        String stars =
                replace(VARIABLE, template, UnaryOperator.identity(), variable -> spansSegments(variable) ? "**" : "*");
        StringBuilder breadth = new StringBuilder();
        for (String segment : stars.split("/", -1)) {
            breadth.append(segment.endsWith("**") ? 2 : segment.endsWith("*") ? 1 : 0);
        }
        return breadth.toString();
    }

    @Override
    public String toString() {
        return template;
    }

    private String group(Matcher variable) {
        variables.add(variable.group(1));
        String segments = variable.group(2) == null ? "*" : variable.group(2);
        return '('
                + replace(
                        WILDCARD, segments, Pattern::quote, star -> star.group().equals("*") ? "[^/]+" : ".+")
                + ')';
    }

    private static boolean spansSegments(Matcher variable) {
        return variable.group(2) != null && !variable.group(2).equals("*");
    }

    private static String replace(
            Pattern what, String text, UnaryOperator<String> others, Function<Matcher, String> by) {
        StringBuilder result = new StringBuilder();
        Matcher found = what.matcher(text);
        int end = 0;
        while (found.find()) {
            result.append(others.apply(text.substring(end, found.start()))).append(by.apply(found));
            end = found.end();
        }
        return result.append(others.apply(text.substring(end))).toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    /** Undoes percent-encoding; a plus stays a plus, as it does in paths. */
    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
