package dev.parley.server.coverage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The fields of a request as a vendor's own client library declares them, such as {@code messages[].content[].text}.
 */
final class SdkFields {
    /** Deeper there are but results of hosted tools inside of each other. */
    private static final int DEPTH = 7;

    private final SortedSet<String> paths = new TreeSet<>();
    private final Deque<Class<?>> around = new ArrayDeque<>();

    private SdkFields() {}

    /** The fields without fields in them, of a class for bodies. */
    static List<String> of(Class<?> body) {
        SdkFields fields = new SdkFields();
        fields.object(body, "");
        return fields.paths.stream().filter(fields::isLeaf).toList();
    }

    private boolean isLeaf(String path) {
        return Stream.of(".", "[]")
                .noneMatch(next -> paths.tailSet(path + next).stream()
                        .findFirst()
                        .filter(other -> other.startsWith(path + next))
                        .isPresent());
    }

    private void object(Class<?> type, String path) {
        if (around.contains(type) || around.size() > DEPTH) {
            return;
        }
        around.push(type);
        List<Method> fields = methods(type)
                .filter(method -> method.isAnnotationPresent(JsonProperty.class))
                .filter(method -> method.getName().startsWith("_"))
                .toList();
        for (Method field : fields) {
            String name = field.getAnnotation(JsonProperty.class).value();
            String inside = path.isEmpty() ? name : path + '.' + name;
            paths.add(inside);
            value(field.getGenericReturnType(), inside);
        }
        if (fields.isEmpty()) {
            // One of several kinds of value, each of which has a method that gives it.
            methods(type)
                    .filter(method -> method.getName().startsWith("as") && method.getParameterCount() == 0)
                    .forEach(method -> value(method.getGenericReturnType(), path));
        }
        around.pop();
    }

    private void value(Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            boolean list = generic.getRawType() == List.class;
            value(generic.getActualTypeArguments()[0], list ? path + "[]" : path);
        } else if (type instanceof Class<?> named
                && named.getName().matches("com\\.(openai|anthropic)\\.models\\..*")) {
            object(named, path);
        }
    }

    private static Stream<Method> methods(Class<?> type) {
        return Stream.of(type.getMethods()).filter(method -> method.getDeclaringClass() == type);
    }
}
