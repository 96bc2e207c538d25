package dev.parley.server.access;

import dev.parley.server.config.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param name a label for logs and usage, never the key
 * @param listener the listener the call came through: "default" or a profile's name
 * @param providers the providers this caller may use; empty means all
 * @param token what the caller shows its one provider itself, instead of an account of the gateway's (DS-05); null: it
 *     has none
 */
public record Caller(
        String name,
        String listener,
        Set<String> providers,
        @Nullable Secret token) {
    /** A caller without a token of its own. */
    public Caller(String name, String listener, Set<String> providers) {
        this(name, listener, providers, null);
    }

    public boolean mayUse(String provider) {
        return providers.isEmpty() || providers.contains(provider);
    }
}
