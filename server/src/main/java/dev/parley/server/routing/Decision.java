package dev.parley.server.routing;

import java.util.List;
import java.util.function.Predicate;

/**
 * Where a request goes, and why.
 *
 * @param rule what decided
 * @param targets to try in this order
 * @param variant how each of them is to be used
 */
public record Decision(Rule rule, List<Target> targets, ModelVariant variant) {
    static Decision plain(Rule rule, List<Target> targets) {
        return new Decision(rule, targets, ModelVariant.PLAIN);
    }

    Decision by(Rule other) {
        return new Decision(other, targets, variant);
    }

    Decision only(Predicate<Target> allowed) {
        return new Decision(rule, targets.stream().filter(allowed).toList(), variant);
    }
}
