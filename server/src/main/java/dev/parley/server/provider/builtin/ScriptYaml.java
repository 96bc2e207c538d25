package dev.parley.server.provider.builtin;

import dev.parley.server.json.JsonWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a script's YAML: plain values only, and bounded. */
final class ScriptYaml {
    private static final int CODE_POINTS_MOST = 256 * 1024;
    private static final int ALIASES_MOST = 10;
    private static final int DEPTH_MOST = 20;

    private ScriptYaml() {}

    /** The steps of the {@code index}-th turn. */
    static List<Map<?, ?>> turn(String yaml, int index) {
        if (!(load(yaml) instanceof List<?> script) || script.isEmpty()) {
            throw Script.invalid("is not a YAML list of steps, such as '- text: hello'");
        }
        if (!(script.getFirst() instanceof List<?>)) {
            return steps(script);
        }
        Object turn = script.get(Math.min(index, script.size() - 1));
        return steps(turn instanceof List<?> list ? list : List.of(turn));
    }

    /** Writes what YAML loaded as JSON. */
    static void write(JsonWriter out, @Nullable Object value) {
        switch (value) {
            case null -> out.nullValue();
            case Boolean flag -> out.value(flag);
            case Integer number -> out.value(number.longValue());
            case Long number -> out.value(number);
            case Number number -> out.value(number.doubleValue());
            case List<?> list -> {
                out.beginArray();
                list.forEach(item -> write(out, item));
                out.endArray();
            }
            case Map<?, ?> map -> {
                out.beginObject();
                map.forEach((key, item) -> write(out.name(String.valueOf(key)), item));
                out.endObject();
            }
            default -> out.value(value.toString());
        }
    }

    private static List<Map<?, ?>> steps(List<?> list) {
        return list.stream().<Map<?, ?>>map(ScriptYaml::step).toList();
    }

    private static Map<?, ?> step(Object item) {
        if (item instanceof Map<?, ?> step) {
            return step;
        }
        throw Script.invalid("has the step '%s' (expected: such as 'text: hello')".formatted(item));
    }

    private static Object load(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(CODE_POINTS_MOST);
        options.setMaxAliasesForCollections(ALIASES_MOST);
        options.setNestingDepthLimit(DEPTH_MOST);
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw Script.invalid("is not YAML: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }
}
