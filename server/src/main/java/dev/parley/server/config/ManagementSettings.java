package dev.parley.server.config;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the management API, and from where. Its key is {@code access.management-key}.
 *
 * @param readOnlyKey opens it for reading; empty: there is none
 * @param readOnly whether it may be read only, whatever the key
 * @param allowRemote whether callers on other machines are let in
 * @param allowList the addresses of those that are; empty: all
 * @param remoteUntil when that ends; unset: never
 * @param trustedProxies the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed
 * @param sessionSecret signs session tokens; empty: a secret derived from the management key
 * @param loginAttempts log-ins a minute from one address
 * @param corsOrigins web pages of other origins that may call with a key or token
 */
public record ManagementSettings(
        Secret readOnlyKey,
        boolean readOnly,
        boolean allowRemote,
        List<AddressRange> allowList,
        @Nullable Instant remoteUntil,
        List<AddressRange> trustedProxies,
        Secret sessionSecret,
        int loginAttempts,
        List<String> corsOrigins) {}
