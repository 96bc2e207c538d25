package dev.parley.server.access;

import java.util.Set;

/**
 * Who calls.
 *
 * @param name a label for logs and usage, never the key
 * @param listener the listener the call came through: "default" or a profile's name
 * @param providers the providers this caller may use; empty means all
 */
public record Caller(String name, String listener, Set<String> providers) {
    public boolean mayUse(String provider) {
        return providers.isEmpty() || providers.contains(provider);
    }
}
