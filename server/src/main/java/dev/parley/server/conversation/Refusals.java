package dev.parley.server.conversation;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import org.jspecify.annotations.Nullable;

/** What callers are told whose answers cannot be found or kept. */
final class Refusals {
    private static final int SHOWN = 80;

    private Refusals() {}

    /** Unknown, another caller's, deleted or expired: nobody learns which. */
    static ChatException noPrevious(String id) {
        return missing(
                "previous_response_not_found",
                "previous_response_id",
                "There is no answer '%s' to continue (expected: one that was kept for this key and has not expired; send the conversation itself instead)."
                        .formatted(shown(id)));
    }

    static ChatException noAnswer(String id) {
        return missing(
                "response_not_found",
                "id",
                "There is no answer '%s' (expected: one that was kept for this key and has not expired)."
                        .formatted(shown(id)));
    }

    static ChatException noItem(String id) {
        return missing(
                "item_not_found",
                "input",
                "There is no item '%s' to refer to (expected: one of an answer that was kept for this key and has not expired; send the item itself instead)."
                        .formatted(shown(id)));
    }

    static ChatException isWhole(String id) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_CONFLICT,
                        Blame.REQUEST,
                        "response_not_cancellable",
                        "The answer '%s' is whole (expected: one that is still being made).".formatted(shown(id)))
                .param("id")
                .build();
    }

    static ChatException tooLongTurn(long bytes, int most) {
        return tooLarge(
                "store",
                "The turn has %d bytes (expected: at most %d to be kept; setting responses.max-turn-size)."
                        .formatted(bytes, most));
    }

    static ChatException tooLongConversation(long bytes, int most) {
        return tooLarge(
                "previous_response_id",
                "The turns to continue have %d bytes (expected: at most %d; setting responses.max-conversation-size)."
                        .formatted(bytes, most));
    }

    /** An operator wants it so. */
    static ChatException off() {
        return unavailable("This gateway keeps no answers (setting responses.ttl is 0s).", null);
    }

    /** The operator's log has more: it names folders, which callers need not know. */
    static ChatException notNow(@Nullable Throwable cause) {
        return unavailable(
                "This gateway cannot reach kept answers now; its log says why (expected: a folder of its own that it can write to; setting data.dir).",
                cause);
    }

    private static ChatException missing(String reason, String param, String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_NOT_FOUND, Blame.REQUEST, reason, message)
                .param(param)
                .build();
    }

    private static ChatException tooLarge(String param, String message) {
        return ChatException.of(ErrorCode.ERROR_CODE_TOO_LARGE, Blame.REQUEST, "conversation_too_large", message)
                .param(param)
                .build();
    }

    private static ChatException unavailable(String message, @Nullable Throwable cause) {
        return ChatException.of(ErrorCode.ERROR_CODE_UNAVAILABLE, Blame.GATEWAY, "responses_unavailable", message)
                .cause(cause)
                .build();
    }

    private static String shown(String id) {
        return id.length() <= SHOWN ? id : id.substring(0, SHOWN) + '…';
    }
}
