package dev.parley.server.dialect.puter;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;

/**
 * Which of Puter's drivers serves a model, and who made it: a table that is settings (PUT-22). Names are compared in
 * lower case. Immutable.
 *
 * @param models drivers by a model's whole name; they win
 * @param prefixes drivers by what a name begins with
 * @param words drivers by what a name contains, the first that matches
 * @param groq names that the driver {@code groq} serves
 */
public record PuterDrivers(
        Map<String, String> models, Map<String, String> prefixes, Map<String, String> words, Set<String> groq) {
    /** The driver of all that the table does not know. */
    public static final String DEFAULT = "openai-completion";

    private static final String ROUTE = "puter/";
    private static final String GOOGLE = "google";

    /** Who makes the models of a driver, as {@code owned_by} has it (PUT-01). */
    private static final Map<String, String> OWNERS = Map.of(
            "deepseek", "deepseek",
            "xai", "xai",
            "claude", "anthropic",
            "mistral", "mistral",
            "gemini", GOOGLE,
            "groq", "groq");

    private static final Set<String> OPENAI_MODELS = Set.of("gpt-", "o1", "o3", "o4", "chatgpt-", "text-embedding-");

    /**
     * The table of the settings {@code model-drivers}, {@code driver-prefixes}, {@code drivers} and
     * {@code groq-models}.
     *
     * @throws IllegalArgumentException naming the setting that cannot be read
     */
    public static PuterDrivers of(Map<String, String> options) {
        return new PuterDrivers(
                pairs(options, "model-drivers"),
                pairs(options, "driver-prefixes"),
                pairs(options, "drivers"),
                Set.copyOf(list(options, "groq-models")));
    }

    /** The driver of a model; {@code owner} is who made it, as far as the host's list tells. */
    public String driver(String model, String owner) {
        String name = lower(model);
        String id = name.startsWith(ROUTE) ? name.substring(ROUTE.length()) : name;
        String exact = models.get(id);
        if (exact != null) {
            return exact;
        }
        for (Entry<String, String> prefix : prefixes.entrySet()) {
            if (id.startsWith(prefix.getKey())) {
                return prefix.getValue();
            }
        }
        for (Entry<String, String> word : words.entrySet()) {
            if (id.contains(word.getKey())) {
                return word.getValue();
            }
        }
        if (id.contains("gemma") && owner.equals(GOOGLE)) {
            return "gemini";
        }
        return groq.contains(id) ? "groq" : DEFAULT;
    }

    /** Who made a model: what the host's list says, if it is a known name, else by the driver. Empty if unknown. */
    public String owner(String model, String told) {
        String id = lower(model);
        if (OWNERS.containsValue(told)) {
            return told;
        }
        boolean openAi = told.equals("openai") || OPENAI_MODELS.stream().anyMatch(id::startsWith);
        return openAi ? "openai" : OWNERS.getOrDefault(driver(id, told), "");
    }

    private static Map<String, String> pairs(Map<String, String> options, String setting) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String entry : list(options, setting)) {
            int equals = entry.lastIndexOf('=');
            if (equals <= 0 || equals == entry.length() - 1) {
                throw new IllegalArgumentException(
                        "options.%s holds '%s' (expected: name=driver, comma-separated)".formatted(setting, entry));
            }
            pairs.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return pairs;
    }

    private static Set<String> list(Map<String, String> options, String setting) {
        Set<String> entries = new LinkedHashSet<>();
        for (String entry : lower(options.getOrDefault(setting, "")).split(",")) {
            if (!entry.isBlank()) {
                entries.add(entry.trim());
            }
        }
        return entries;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
