package dev.parley.server.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the settings' records say about keys and types. A component {@code apiKeys} is the key {@code api-keys}. */
final class Schema {
    private Schema() {}

    /** The keys of a record with their types, in order. */
    static Map<String, RecordComponent> keys(Class<?> record) {
        Map<String, RecordComponent> keys = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            keys.put(key(component.getName()), component);
        }
        return keys;
    }

    static String key(String componentName) {
        return componentName.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** An enum constant as it is written in YAML. */
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isRecord(Type type) {
        return type instanceof Class<?> c && c.isRecord();
    }

    static boolean isMap(Type type) {
        return type instanceof ParameterizedType p && p.getRawType() == Map.class;
    }

    static boolean isList(Type type) {
        return type instanceof ParameterizedType p && p.getRawType() == List.class;
    }

    /** The type of a map's values or a list's items. */
    static Type item(Type type) {
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    /** The type of the value at a path below a record. */
    static Class<?> scalar(Class<?> record, List<String> path) {
        Type type = record;
        for (String key : path) {
            type = isMap(type)
                    ? item(type)
                    : Objects.requireNonNull(keys((Class<?>) type).get(key)).getGenericType();
        }
        return (Class<?>) type;
    }

    static boolean isOptional(RecordComponent component) {
        return Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
    }

    /** A key as it stands in the name of an environment variable. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}
