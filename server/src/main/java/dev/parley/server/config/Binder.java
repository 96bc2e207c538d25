package dev.parley.server.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes records of a {@link Tree}. Notes every problem and goes on, so that all are told at once. */
final class Binder {
    private final List<String> problems;
    private final List<Explained> explained = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    Binder(List<String> problems) {
        this.problems = problems;
    }

    /** Each value that was bound, and where it came from. */
    List<Explained> explained() {
        return explained;
    }

    /** The record of a branch; null if it cannot be made, which a problem says. */
    <T> @Nullable T record(Class<T> type, Tree tree, String path) {
        Tree full = tree instanceof Tree.Scalar text ? ShortForms.expand(type, text) : tree;
        if (!(full instanceof Tree.Branch branch)) {
            problem(tree, path, "is not a mapping (expected: keys below it)");
            return null;
        }
        Map<String, RecordComponent> keys = Schema.keys(type);
        branch.children().forEach((key, child) -> {
            if (!keys.containsKey(key)) {
                unknown(child, path, key, keys);
            }
        });
        List<@Nullable Object> values = new ArrayList<>();
        keys.forEach((key, component) -> values.add(component(branch, join(path, key), key, component)));
        return problems.isEmpty() ? construct(type, values) : null;
    }

    private @Nullable Object component(Tree.Branch branch, String path, String key, RecordComponent component) {
        Tree child = branch.children().get(key);
        boolean absent = child == null || (child instanceof Tree.Scalar(String text, String _) && text.isEmpty());
        if (absent && Schema.isOptional(component)) {
            return null;
        }
        if (child == null) {
            problems.add("%s: %s is missing (expected: a value).".formatted(branch.origin(), path));
            return null;
        }
        return value(component.getGenericType(), child, path);
    }

    private @Nullable Object value(Type type, Tree tree, String path) {
        if (Schema.isRecord(type)) {
            return record((Class<?>) type, tree, path);
        }
        if (Schema.isMap(type)) {
            return map(Schema.item(type), tree, path);
        }
        if (Schema.isList(type)) {
            return list(Schema.item(type), tree, path);
        }
        return scalar((Class<?>) type, tree, path);
    }

    private Object map(Type item, Tree tree, String path) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (tree instanceof Tree.Branch branch) {
            branch.children().forEach((key, child) -> put(map, key, value(item, child, join(path, key))));
        } else if (!isEmpty(tree)) {
            problem(tree, path, "is not a mapping (expected: names with what they stand for)");
        }
        return map;
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private Object list(Type item, Tree tree, String path) {
        List<Object> list = new ArrayList<>();
        List<Tree> items = switch (tree) {
            case Tree.Items(List<Tree> given, String _) -> given;
            case Tree.Scalar(String text, String origin) -> Scalars.split(text, origin);
            case Tree.Branch branch -> {
                problem(branch, path, "is a mapping (expected: a list)");
                yield List.of();
            }
        };
        for (int i = 0; i < items.size(); i++) {
            Object value = value(item, items.get(i), path + '[' + i + ']');
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private @Nullable Object scalar(Class<?> type, Tree tree, String path) {
        if (!(tree instanceof Tree.Scalar(String text, String origin))) {
            problem(tree, path, "is not a single value (expected: " + Scalars.expected(type) + ")");
            return null;
        }
        String shown = Scalars.shown(type, text);
        explained.add(new Explained(path, shown, origin));
        try {
            return Scalars.parse(type, text);
        } catch (IllegalArgumentException e) {
            problem(tree, path, "is '%s' (expected: %s)".formatted(shown, Scalars.expected(type)));
            return null;
        }
    }

    private void unknown(Tree child, String path, String key, Map<String, RecordComponent> keys) {
        String hint = Nearest.to(key, keys.keySet())
                .map(nearest -> "did you mean " + join(path, nearest) + '?')
                .orElse("expected: one of " + String.join(", ", keys.keySet()));
        problems.add("%s: %s is an unknown key; %s".formatted(child.origin(), join(path, key), hint));
    }

    /** Notes a problem; a value that stands for several keys, such as a default of all providers, is told once. */
    private void problem(Tree tree, String path, String what) {
        if (told.add(tree.origin() + what)) {
            problems.add("%s: %s %s.".formatted(tree.origin(), path, what));
        }
    }

    private static boolean isEmpty(Tree tree) {
        return tree instanceof Tree.Scalar(String text, String _) && text.isEmpty();
    }

    private static <T> T construct(Class<T> type, List<@Nullable Object> values) {
        try {
            Class<?>[] types = new Class<?>[values.size()];
            RecordComponent[] components = type.getRecordComponents();
            for (int i = 0; i < types.length; i++) {
                types[i] = components[i].getType();
            }
            return type.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }
}
