package dev.parley.server.coverage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Requests by the field that they show, of one endpoint. A file of them has the {@code base} of all, and of each field
 * what must be {@code with} it, the {@code headers} it wants, what is {@code set}, and the {@code mark} by which a
 * host's request shows that it arrived (for all, or by target; else the last value that is set). It may have
 * {@code models} of its own, by target, and so may a field.
 */
final class Samples {
    private static final int ALIASES_MOST = 1000;

    private final Map<String, Object> base;
    private final Map<String, Object> fields;
    private final Map<String, Object> models;

    /**
     * Two requests that differ in one field.
     *
     * @param without it
     * @param with it
     */
    record Sample(String without, String with, String mark, String... headers) {}

    private Samples(Map<String, Object> file) {
        base = Json.object(Objects.requireNonNull(file.get("base")));
        fields = Json.object(Objects.requireNonNull(file.get("fields")));
        models = Json.object(file.getOrDefault("models", Map.of()));
    }

    /** Those of an endpoint, such as {@code POST /v1/chat/completions}. */
    static Samples of(String endpoint) {
        String file = endpoint.replaceFirst("^POST /v1/", "").replace('/', '-') + ".yaml";
        try (InputStream in = Samples.class.getResourceAsStream("/coverage/" + file)) {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(ALIASES_MOST);
            Yaml yaml = new Yaml(new SafeConstructor(options));
            return new Samples(yaml.load(Objects.requireNonNull(in, file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields that are shown. */
    Set<String> fields() {
        return fields.keySet();
    }

    Sample sample(String field, Target target) {
        Map<String, Object> entry = Json.object(Objects.requireNonNull(fields.get(field), "no sample of " + field));
        Map<String, Object> named = Json.merge(models, Json.object(entry.getOrDefault("models", Map.of())));
        String model = target.model(named.get(target.name().toLowerCase(Locale.ROOT)));
        Map<String, Object> without = Json.merge(base, Json.object(entry.getOrDefault("with", Map.of())));
        Map<String, Object> set = Json.object(Objects.requireNonNull(entry.get("set"), field));
        String[] headers = Json.object(entry.getOrDefault("headers", Map.of())).entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue().toString()))
                .toArray(String[]::new);
        return new Sample(
                body(without, model),
                body(Json.merge(without, set), model),
                mark(entry.get("mark"), set, target),
                headers);
    }

    /** Whether there is a built-in model that takes them. */
    boolean areForBuiltInModels() {
        return !"".equals(models.get("builtin"));
    }

    /** The same request for a built-in model. */
    String builtin(String field) {
        Sample sample = sample(field, Target.OPENAI);
        String model = "builtin/" + models.getOrDefault("builtin", "echo");
        return sample.with().replaceAll("\"openai/[^\"]+\"", '"' + model + '"');
    }

    private static String body(Map<String, Object> body, String model) {
        return Json.write(body).replace("${model}", model);
    }

    private static String mark(Object mark, Map<String, Object> set, Target target) {
        Object told = mark;
        if (mark instanceof Map<?, ?> byTarget) {
            told = byTarget.get(target.name().toLowerCase(Locale.ROOT));
            told = told == null ? byTarget.get("else") : told;
        }
        return told == null ? last(set) : told.toString();
    }

    private static String last(Object value) {
        return switch (value) {
            case Map<?, ?> map -> last(List.copyOf(map.values()).getLast());
            case List<?> list -> last(list.getLast());
            default -> value.toString();
        };
    }
}
