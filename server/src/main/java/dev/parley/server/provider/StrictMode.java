package dev.parley.server.provider;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;

/** Holds a provider to all that a strict request says (COM-06). */
public final class StrictMode {
    private StrictMode() {}

    /**
     * Passes a request of which nothing was dropped.
     *
     * @throws ChatException UNSUPPORTED with the first path that was
     */
    public static void check(String provider, Drops drops) {
        if (!drops.paths().isEmpty()) {
            String first = drops.paths().getFirst();
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UNSUPPORTED,
                            Blame.REQUEST,
                            "unsupported_parameter",
                            "Provider '%s' cannot express '%s' (expected: without it, or not strict)."
                                    .formatted(provider, first))
                    .param(first)
                    .build();
        }
    }
}
