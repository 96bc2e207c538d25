package dev.parley.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as they were written, before they have types: a YAML tree that knows where each value came from. */
sealed interface Tree {
    /** Where it came from, for people: a file with its line, a variable, the command line. */
    String origin();

    /** A value; its text is empty for YAML's null. */
    record Scalar(String text, String origin) implements Tree {}

    /** A list. */
    record Items(List<Tree> items, String origin) implements Tree {}

    /** A mapping, in the order it was written. */
    record Branch(Map<String, Tree> children, String origin) implements Tree {
        static Branch empty(String origin) {
            return new Branch(Map.of(), origin);
        }

        /** This with {@code over} laid on it: mappings are merged, everything else is replaced. */
        Branch merge(Branch over) {
            Map<String, Tree> merged = new LinkedHashMap<>(children);
            over.children.forEach((key, value) -> merged.merge(key, value, Branch::merge));
            return new Branch(merged, over.origin);
        }

        private static Tree merge(Tree base, Tree over) {
            return base instanceof Branch below && over instanceof Branch above ? below.merge(above) : over;
        }

        /** The branch under a key; an empty one if there is none. */
        Branch branch(String key) {
            return children.get(key) instanceof Branch branch ? branch : empty(origin);
        }

        Branch with(String key, Tree value) {
            Map<String, Tree> changed = new LinkedHashMap<>(children);
            changed.put(key, value);
            return new Branch(changed, origin);
        }

        /** This with the value at a path replaced, whatever was there. */
        Branch put(List<String> path, Tree value) {
            String key = path.getFirst();
            List<String> below = path.subList(1, path.size());
            return with(key, below.isEmpty() ? value : branch(key).put(below, value));
        }

        Branch without(String key) {
            Map<String, Tree> changed = new LinkedHashMap<>(children);
            changed.remove(key);
            return new Branch(changed, origin);
        }

        /** A branch that holds one value at a path. */
        static Branch at(List<String> path, Tree value, String origin) {
            Tree tree = value;
            for (String key : path.reversed()) {
                tree = new Branch(Map.of(key, tree), origin);
            }
            return (Branch) tree;
        }
    }
}
