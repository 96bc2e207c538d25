package dev.parley.server.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Settings from environment variables: {@code PARLEY_} and the key's path in upper case, with dots and dashes as
 * underscores. So {@code providers.my-host.base-url} is {@code PARLEY_PROVIDERS_MY_HOST_BASE_URL}: the name is what
 * stands before the longest key that the rest can be.
 */
final class Variables {
    private static final String PREFIX = "PARLEY_";

    /** Variables with the prefix that are not settings. */
    private static final Set<String> OTHERS = Set.of(
            "PARLEY_CONFIG",
            "PARLEY_PROFILES",
            "PARLEY_API_KEY",
            "PARLEY_ADMIN_KEY",
            "PARLEY_MANAGEMENT_KEY",
            "PARLEY_STORE_KEY",
            "PARLEY_URL",
            "PARLEY_HEAP",
            "PARLEY_JAVA_OPTS",
            "PARLEY_MINILM");

    private Variables() {}

    /** The tree of all settings in {@code environment}; variables that are no setting go to {@code problems}. */
    static Tree.Branch read(Map<String, String> environment, List<String> problems) {
        Tree.Branch all = Tree.Branch.empty("environment");
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
                String origin = "environment variable " + name;
                List<String> path = path(Settings.class, name.substring(PREFIX.length()));
                if (path == null) {
                    problems.add(origin + " matches no setting" + hint(name));
                } else {
                    all = all.merge(Tree.Branch.at(path, new Tree.Scalar(variable.getValue(), origin), origin));
                }
            }
        }
        return all;
    }

    /** The keys that a variable's rest stands for below a type; null if none. */
    private static @Nullable List<String> path(Type type, String rest) {
        if (Schema.isRecord(type)) {
            return recordPath((Class<?>) type, rest);
        }
        return Schema.isMap(type) ? mapPath(Schema.item(type), rest) : null;
    }

    private static @Nullable List<String> recordPath(Class<?> record, String rest) {
        List<Map.Entry<String, RecordComponent>> keys =
                new ArrayList<>(Schema.keys(record).entrySet());
        keys.sort(Comparator.comparingInt(entry -> -entry.getKey().length()));
        for (Map.Entry<String, RecordComponent> entry : keys) {
            String variable = Schema.variable(entry.getKey());
            if (rest.equals(variable)) {
                return List.of(entry.getKey());
            }
            if (rest.startsWith(variable + '_')) {
                List<String> below = path(entry.getValue().getGenericType(), rest.substring(variable.length() + 1));
                if (below != null) {
                    return prepend(entry.getKey(), below);
                }
            }
        }
        return null;
    }

    private static @Nullable List<String> mapPath(Type item, String rest) {
        if (!Schema.isRecord(item)) {
            return rest.isEmpty() ? null : List.of(name(rest));
        }
        for (int i = rest.indexOf('_'); i > 0; i = rest.indexOf('_', i + 1)) {
            List<String> below = path(item, rest.substring(i + 1));
            if (below != null) {
                return prepend(name(rest.substring(0, i)), below);
            }
        }
        return null;
    }

    private static String name(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> prepend(String key, List<String> below) {
        List<String> path = new ArrayList<>(below);
        path.addFirst(key);
        return path;
    }

    private static String hint(String name) {
        Set<String> known = new TreeSet<>();
        names(Settings.class, PREFIX.substring(0, PREFIX.length() - 1), known);
        return Nearest.to(name, known)
                .map(near -> "; did you mean " + near + '?')
                .orElse("");
    }

    private static void names(Type type, String prefix, Set<String> names) {
        if (Schema.isRecord(type)) {
            Schema.keys((Class<?>) type)
                    .forEach((key, component) ->
                            names(component.getGenericType(), prefix + '_' + Schema.variable(key), names));
        } else {
            names.add(prefix);
        }
    }
}
