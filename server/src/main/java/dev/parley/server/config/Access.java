package dev.parley.server.config;

import java.util.List;

/**
 * Who may call.
 *
 * @param apiKeys caller keys of the default listener; with none, the key {@code demo} opens the built-in models
 * @param allowAnonymous whether calls without a key are served
 * @param adminKey opens the admin API; empty turns it off
 * @param managementKey opens the management API; empty turns it off
 */
public record Access(List<Secret> apiKeys, boolean allowAnonymous, Secret adminKey, Secret managementKey) {}
