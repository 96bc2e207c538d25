package dev.parley.server.config;

import java.util.List;

/**
 * Who may call.
 *
 * @param apiKeys caller keys of the default listener; with none, the key {@code demo} opens the built-in models
 * @param allowAnonymous whether calls without a key are served
 * @param adminKey opens the admin API; empty turns it off
 * @param jwtSecret signs the admin API's tokens; empty: a secret derived from the admin key
 * @param sessionHours how long such a token is valid unless its caller says otherwise
 * @param maskKeys whether the admin API shows caller keys masked on every listener (AD-06)
 * @param managementKey opens the management API; empty turns it off
 */
public record Access(
        List<Secret> apiKeys,
        boolean allowAnonymous,
        Secret adminKey,
        Secret jwtSecret,
        int sessionHours,
        boolean maskKeys,
        Secret managementKey) {}
