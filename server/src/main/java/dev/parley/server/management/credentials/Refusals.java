package dev.parley.server.management.credentials;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;

/** Why an operator's request is refused. */
final class Refusals {
    private Refusals() {}

    static ChatException unknown(String id) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_NOT_FOUND,
                        Blame.REQUEST,
                        "credential_not_found",
                        "There is no credential '%s' (expected: an id of GET /routes/api/management/credentials)."
                                .formatted(Shown.name(id)))
                .param("id")
                .build();
    }

    /** What is there stands in the way (HTTP 409). */
    static ChatException conflict(String reason, String param, String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_CONFLICT, Blame.REQUEST, reason, message)
                .param(param)
                .build();
    }

    /** It can be read, but not be used (HTTP 422). */
    static ChatException unusable(String reason, String param, String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_UNUSABLE, Blame.REQUEST, reason, message)
                .param(param)
                .build();
    }
}
