package dev.parley.server.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;
import java.util.List;

/** Names of model variants: nothing of a name is lost, and every variant that is listed reads as its base. */
public final class VariantFuzz {
    private static final VariantGrammar GRAMMAR =
            new VariantGrammar(List.of("假流式/", "fake/", "f"), List.of("流式抗截断/", "anti/"));

    private VariantFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "model-variant",
                Seeds.texts("fake/anti/gemini-2.5-pro-maxthinking-search", "假流式/m-nothinking", "-search-search", ""),
                VariantFuzz::read);
    }

    private static void read(byte[] input) {
        String name = new String(input, UTF_8);
        VariantName read = GRAMMAR.parse(name);
        Laws.check(read.text().equals(name), "the name becomes " + read.text());
        Laws.check(name.isEmpty() || !read.base().isEmpty(), "nothing is left of the name");
        Laws.check(GRAMMAR.parse(read.base(), read.base()::equals).isPlain(), "a known base is no base");
        if (!name.isEmpty()) {
            for (String variant : GRAMMAR.variants(name)) {
                Laws.check(GRAMMAR.parse(variant, name::equals).base().equals(name), variant + " has another base");
            }
        }
    }
}
