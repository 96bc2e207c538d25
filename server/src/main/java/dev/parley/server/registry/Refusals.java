package dev.parley.server.registry;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;

/** Why the registry refuses a request. */
final class Refusals {
    private Refusals() {}

    static ChatException unknownModel(String channel, String id) {
        return unknown(
                "model_not_found",
                "id",
                "There is no entry '%s' in channel '%s' (expected: an id of GET …/models/%s/registry)."
                        .formatted(id, channel, channel));
    }

    static ChatException unknownGroup(String param, String channel, String id) {
        return unknown(
                "group_not_found",
                param,
                "There is no group '%s' in channel '%s' (expected: an id of GET …/models/%s/groups)."
                        .formatted(id, channel, channel));
    }

    static ChatException unknownCapabilities(String id) {
        return unknown(
                "model_not_found",
                "id",
                "Nothing is known of model '%s' (expected: an id of GET …/models/capabilities).".formatted(id));
    }

    /** HTTP 409. */
    static ChatException groupExists(String channel, String id) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_CONFLICT,
                        Blame.REQUEST,
                        "group_exists",
                        "Channel '%s' has a group '%s' already (expected: another id; PUT changes a group)."
                                .formatted(channel, id))
                .param("group.id")
                .build();
    }

    private static ChatException unknown(String reason, String param, String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_NOT_FOUND, Blame.REQUEST, reason, message)
                .param(param)
                .build();
    }
}
