package dev.parley.server.dialect.claude;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What models take, by the version in their name: each row holds from its version to the next one's. */
enum Generation {
    CLASSIC(0),
    THINKING(307, Trait.BUDGETS),
    EITHER_SAMPLER(401, Trait.BUDGETS, Trait.SCHEMAS, Trait.ONE_SAMPLER),
    ADAPTIVE(407, Trait.SCHEMAS, Trait.NO_SAMPLING, Trait.ADAPTIVE),
    /** A name that tells no version; the host is trusted to take what it is sent. */
    UNKNOWN(Integer.MAX_VALUE, Trait.BUDGETS, Trait.SCHEMAS);

    /** Where models differ. */
    enum Trait {
        /** Thinks within a budget of tokens. */
        BUDGETS,
        /** Thinks as much as it sees fit, guided by an effort. */
        ADAPTIVE,
        /** Answers in JSON that fits a schema, and keeps to tools' schemas. */
        SCHEMAS,
        /** Refuses a temperature together with top_p. */
        ONE_SAMPLER,
        /** Refuses any temperature but 1, top_p and top_k. */
        NO_SAMPLING
    }

    /** As in claude-3-7-sonnet-20250219, claude-opus-4-20250514 and claude-sonnet-4-5. */
    private static final Pattern VERSION =
            Pattern.compile("claude-(?:[a-z]+-)?(\\d{1,2})(?!\\d)(?:[-.](\\d{1,2})(?!\\d))?");

    private final int least;
    private final Set<Trait> traits;

    Generation(int least, Trait... traits) {
        this.least = least;
        this.traits = Set.of(traits);
    }

    /** The row of a model, whatever stands around its name. */
    static Generation of(String model) {
        Matcher version = VERSION.matcher(model);
        if (!version.find()) {
            return UNKNOWN;
        }
        String minor = version.group(2);
        int number = Integer.parseInt(version.group(1)) * 100 + (minor == null ? 0 : Integer.parseInt(minor));
        Generation found = CLASSIC;
        for (Generation row : values()) {
            found = row.least <= number ? row : found;
        }
        return found;
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
