package dev.parley.server.registry;

import dev.parley.management.v1.ModelCapabilities;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * All that the registry holds.
 *
 * @param channels by name; those that were never used are not there
 * @param capabilities what is known of models, by id
 */
record RegistryState(Map<String, Channel> channels, Map<String, ModelCapabilities> capabilities) {
    static final RegistryState EMPTY = new RegistryState(Map.of(), Map.of());

    RegistryState {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        capabilities = Collections.unmodifiableMap(new LinkedHashMap<>(capabilities));
    }

    Channel channel(String name) {
        return channels.getOrDefault(name, Channel.EMPTY);
    }

    RegistryState with(String name, UnaryOperator<Channel> change) {
        Map<String, Channel> changed = new LinkedHashMap<>(channels);
        changed.put(name, change.apply(channel(name)));
        return new RegistryState(changed, capabilities);
    }

    RegistryState withCapabilities(Map<String, ModelCapabilities> changed) {
        return new RegistryState(channels, changed);
    }
}
