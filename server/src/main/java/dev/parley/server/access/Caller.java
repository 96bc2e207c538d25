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
 * @param identity who it is: the same for all calls with a key, whatever the listener and after restarts too, and never
 *     the key. Anonymous callers of a listener are one
 */
public record Caller(
        String name,
        String listener,
        Set<String> providers,
        @Nullable Secret token,
        String identity) {
    /** What callers without a key are named. */
    public static final String ANONYMOUS = "anonymous";

    /** A caller without a key. */
    public Caller(String name, String listener, Set<String> providers) {
        this(name, listener, providers, null, listener + '/' + name);
    }

    /** A caller that shows its provider this token. */
    public Caller(String name, String listener, Set<String> providers, Secret token) {
        this(name, listener, providers, token, KeyIds.identity(token));
    }

    /** A caller that is known by this key. */
    static Caller of(Secret key, String name, String listener, Set<String> providers) {
        return new Caller(name, listener, providers, null, KeyIds.identity(key));
    }

    public boolean mayUse(String provider) {
        return providers.isEmpty() || providers.contains(provider);
    }
}
