package dev.parley.server.access;

import org.jspecify.annotations.Nullable;

/** Tells who calls on one listener. Thread-safe. */
public interface Authenticator {
    /**
     * The caller behind a request. A Bearer token wins over an API key (DS-03).
     *
     * @param authorization the {@code authorization} header or metadata; null if absent
     * @param apiKey the {@code x-api-key} or {@code x-goog-api-key} header or metadata; null if absent
     * @throws dev.parley.server.error.ChatException UNAUTHENTICATED
     */
    Caller authenticate(@Nullable String authorization, @Nullable String apiKey);

    /** Whether a key may also stand in the address, as {@code ?key=}, where logs on its way can see it. */
    default boolean takesQueryKeys() {
        return false;
    }
}
