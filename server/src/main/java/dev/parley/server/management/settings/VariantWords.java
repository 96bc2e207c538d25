package dev.parley.server.management.settings;

import dev.parley.server.routing.ModelVariant;
import dev.parley.server.routing.Thinking;
import java.util.ArrayList;
import java.util.List;

/** What a variant adds to its model, in words. */
final class VariantWords {
    private VariantWords() {}

    /** None for a plain model. */
    static List<String> of(ModelVariant variant) {
        List<String> words = new ArrayList<>();
        add(words, variant.fakeStreaming(), "fake_streaming");
        add(words, variant.antiTruncation(), "anti_truncation");
        add(
                words,
                variant.thinking() != Thinking.AUTO,
                "thinking=" + variant.thinking().word());
        add(words, variant.search(), "search");
        add(words, variant.image(), "image");
        add(words, !variant.stream(), "stream=false");
        return words;
    }

    private static void add(List<String> words, boolean holds, String word) {
        if (holds) {
            words.add(word);
        }
    }
}
