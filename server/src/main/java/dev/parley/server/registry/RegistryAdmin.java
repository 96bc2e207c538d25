package dev.parley.server.registry;

import java.util.Set;

/**
 * All that operators do to the registry.
 *
 * @param entries to single entries, and templates
 * @param bulk to many entries at once
 */
public record RegistryAdmin(EntryAdmin entries, BulkAdmin bulk, GroupAdmin groups, CapabilityAdmin capabilities) {
    /** {@code providers} are those that entries may name. */
    public static RegistryAdmin of(ModelRegistry registry, Seeds seeds, Set<String> providers) {
        EntryRules rules = new EntryRules(providers);
        return new RegistryAdmin(
                new EntryAdmin(registry, rules),
                new BulkAdmin(registry, rules, seeds),
                new GroupAdmin(registry),
                new CapabilityAdmin(registry, seeds));
    }
}
