package dev.parley.server.access;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import org.jspecify.annotations.Nullable;

/** Who may use the management API: whoever has its key (MA-01). Thread-safe. */
public final class ManagementAccess {
    private final Secret key;

    public ManagementAccess(Secret key) {
        this.key = key;
    }

    /**
     * The label of whoever makes a call.
     *
     * @param authorization the {@code authorization} header or metadata; null if absent
     * @throws ChatException UNAUTHENTICATED
     */
    public String authenticate(@Nullable String authorization) {
        String presented = Bearer.of(authorization);
        if (presented == null || !key.matches(presented)) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UNAUTHENTICATED,
                            Blame.REQUEST,
                            "unauthorized",
                            "The management key is missing or wrong (expected: 'Authorization: Bearer' with the setting"
                                    + " access.management-key).")
                    .build();
        }
        return "management-key";
    }
}
