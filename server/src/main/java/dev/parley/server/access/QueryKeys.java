package dev.parley.server.access;

import org.jspecify.annotations.Nullable;

/** Takes keys from the address too (GM-01). */
public record QueryKeys(Authenticator keys) implements Authenticator {
    @Override
    public Caller authenticate(@Nullable String authorization, @Nullable String apiKey) {
        return keys.authenticate(authorization, apiKey);
    }

    @Override
    public boolean takesQueryKeys() {
        return true;
    }
}
