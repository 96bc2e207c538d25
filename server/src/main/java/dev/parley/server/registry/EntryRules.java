package dev.parley.server.registry;

import dev.parley.management.v1.RegistryModel;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.Thinking;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an entry must be (MA-41).
 *
 * @param providers those that an entry may name
 */
record EntryRules(Set<String> providers) {
    private static final String LEVELS =
            Stream.of(Thinking.values()).map(Thinking::word).collect(Collectors.joining(", "));

    /**
     * An entry as it is, if it may be one.
     *
     * @param path where it stands in the request
     * @throws ChatException INVALID_REQUEST with the path at fault
     */
    RegistryModel checked(RegistryModel entry, String path) {
        require(!entry.getId().isBlank(), path + ".id", "is empty (expected: the name that callers use)");
        require(!entry.getBase().isBlank(), path + ".base", "is empty (expected: the model's name at its provider)");
        return template(entry, path);
    }

    /** The same of a template, which is for any id and base. */
    RegistryModel template(RegistryModel entry, String path) {
        require(
                Thinking.of(entry.getThinking()).isPresent(),
                path + ".thinking",
                "is '%s' (expected: one of %s)".formatted(entry.getThinking(), LEVELS));
        require(
                entry.getUpstream().isEmpty() || providers.contains(entry.getUpstream()),
                path + ".upstream",
                "is '%s' (expected: one of the providers %s, or none)".formatted(entry.getUpstream(), providers));
        return entry;
    }

    private static void require(boolean fine, String path, String problem) {
        if (!fine) {
            throw ChatException.invalid(path, "'%s' %s.".formatted(path, problem));
        }
    }
}
