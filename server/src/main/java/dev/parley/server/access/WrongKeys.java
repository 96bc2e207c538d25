package dev.parley.server.access;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import org.jspecify.annotations.Nullable;

/** Tells a wrong key from a missing one: 403, not 401, as some proxies do (PUT-05). */
public record WrongKeys(Authenticator keys) implements Authenticator {
    @Override
    public Caller authenticate(@Nullable String authorization, @Nullable String apiKey) {
        try {
            return keys.authenticate(authorization, apiKey);
        } catch (ChatException e) {
            throw authorization == null && apiKey == null ? e : wrong(e);
        }
    }

    private static ChatException wrong(ChatException refusal) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_PERMISSION_DENIED,
                        Blame.REQUEST,
                        "invalid_api_key",
                        refusal.error().getMessage())
                .build();
    }
}
