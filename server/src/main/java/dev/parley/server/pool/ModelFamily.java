package dev.parley.server.pool;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Models that share a rate limit, by guess: the name without versions, dates and stages, so that
 * {@code gemini-2.5-pro-preview-06-05} is of the family {@code gemini-pro}.
 */
final class ModelFamily {
    private static final Pattern BETWEEN = Pattern.compile("[-_:@/ ]+");
    private static final Pattern VERSION = Pattern.compile("v?\\d+(\\.\\d+)*");
    private static final Set<String> STAGES = Set.of("preview", "exp", "experimental", "latest", "beta", "alpha");

    private ModelFamily() {}

    static String of(String model) {
        return Arrays.stream(BETWEEN.split(model.toLowerCase(Locale.ROOT)))
                .filter(word -> !VERSION.matcher(word).matches() && !STAGES.contains(word))
                .collect(Collectors.joining("-"));
    }
}
