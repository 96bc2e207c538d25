package dev.parley.server.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings by name, with their typed values, in the order of {@code parley.yaml}. A name leads to a single value, a
 * list, or a mapping of names to these; a provider's and a profile's keys are names of their own. Immutable.
 */
public final class SettingValues {
    private final Map<SettingName, @Nullable Object> values = new LinkedHashMap<>();

    private SettingValues() {}

    public static SettingValues of(Settings settings) {
        SettingValues all = new SettingValues();
        all.record(Settings.class, settings, List.of());
        return all;
    }

    public Set<SettingName> names() {
        return values.keySet();
    }

    /** The typed value of a setting; null if it is not set, or there is no such setting. */
    public @Nullable Object get(SettingName name) {
        return values.get(name);
    }

    /** The names whose values differ, those that are in one of the two alone among them. */
    public List<SettingName> differing(SettingValues others) {
        Set<SettingName> all = new LinkedHashSet<>(names());
        all.addAll(others.names());
        return all.stream()
                .filter(name -> !values.containsKey(name)
                        || !others.values.containsKey(name)
                        || !Objects.equals(get(name), others.get(name)))
                .toList();
    }

    private void record(Class<?> type, Object record, List<String> path) {
        Schema.keys(type)
                .forEach((key, component) ->
                        value(component.getGenericType(), read(component, record), below(path, key)));
    }

    private void value(Type type, @Nullable Object value, List<String> path) {
        if (Schema.isRecord(type) && value != null) {
            record((Class<?>) type, value, path);
        } else if (Schema.isMap(type) && Schema.isRecord(Schema.item(type)) && path.size() == 1) {
            ((Map<?, ?>) Objects.requireNonNull(value))
                    .forEach((key, item) -> value(Schema.item(type), item, below(path, key.toString())));
        } else {
            values.put(new SettingName(path), value);
        }
    }

    private static List<String> below(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private static @Nullable Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
