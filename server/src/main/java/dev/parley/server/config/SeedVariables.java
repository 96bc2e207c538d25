package dev.parley.server.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of the systems that profiles stand for. A profile's file lists them below
 * {@code environment}: each with the path of what it sets, or with {@code sets} and limits, and then a value that will
 * not do is passed over with a warning, as those systems do. Where two set the same, the first in the file's order
 * wins. An empty variable is none.
 */
final class SeedVariables {
    private final Map<String, String> environment;
    private final List<String> warnings;

    SeedVariables(Map<String, String> environment, List<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /** A profile's settings with the variables of its file laid on them. */
    Tree.Branch lay(Tree.Branch file, String profile) {
        Tree.Branch settings = file.without("environment");
        Set<String> set = new HashSet<>();
        for (Map.Entry<String, Tree> entry :
                file.branch("environment").children().entrySet()) {
            String value = environment.getOrDefault(entry.getKey(), "");
            String path = path(entry.getValue());
            if (!value.isBlank() && set.add(path)) {
                String fit = entry.getValue() instanceof Tree.Branch rule ? fit(entry.getKey(), value, rule) : value;
                settings = fit == null ? settings : settings.merge(tree(entry.getKey(), profile, path, fit));
            }
        }
        return settings;
    }

    private static Tree.Branch tree(String variable, String profile, String path, String value) {
        String origin = "environment variable " + variable + " of profile " + profile;
        return Tree.Branch.at(keys(path), new Tree.Scalar(value, origin), origin);
    }

    /** The value as the setting takes it; null, and a warning, if it does not. */
    private @Nullable String fit(String variable, String value, Tree.Branch rule) {
        String text = value.trim();
        List<String> words = words(rule);
        if (!words.isEmpty()) {
            String lower = text.toLowerCase(Locale.ROOT);
            return words.contains(lower) ? lower : warn(variable, text, "one of " + words);
        }
        Class<?> type = Schema.scalar(Settings.class, keys(path(rule)));
        int least = number(rule, "at-least", 0);
        int most = number(rule, "at-most", Integer.MAX_VALUE);
        try {
            Object parsed = Scalars.parse(type, text);
            boolean within = !(parsed instanceof Integer number) || number >= least && number <= most;
            return within ? text : warn(variable, text, range(least, most));
        } catch (IllegalArgumentException e) {
            return warn(variable, text, Scalars.expected(type));
        }
    }

    private @Nullable String warn(String variable, String value, String expected) {
        warnings.add("The environment variable %s is '%s' (expected: %s); the default is taken."
                .formatted(variable, value, expected));
        return null;
    }

    private static String range(int least, int most) {
        return most == Integer.MAX_VALUE ? "a whole number, at least " + least : least + " to " + most;
    }

    private static String path(Tree rule) {
        return switch (rule) {
            case Tree.Scalar(String path, String _) -> path;
            case Tree.Branch limits ->
                path(Objects.requireNonNull(limits.children().get("sets")));
            case Tree.Items items -> throw new IllegalStateException("a list at " + items.origin());
        };
    }

    private static List<String> words(Tree.Branch rule) {
        return rule.children().get("one-of") instanceof Tree.Items(List<Tree> items, String _)
                ? items.stream().map(item -> ((Tree.Scalar) item).text()).toList()
                : List.of();
    }

    private static int number(Tree.Branch rule, String key, int unset) {
        return rule.children().get(key) instanceof Tree.Scalar(String text, String _) ? Integer.parseInt(text) : unset;
    }

    private static List<String> keys(String path) {
        return List.of(path.split("\\."));
    }
}
