package dev.parley.server.provider.http;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Role;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.Set;

/**
 * Refuses a request whose very question the host would not get: a user's message of media alone, none of which it takes
 * (E-IMG-3). Where anything of a message is left, that what is missing is only reported (COM-06).
 */
final class LostMedia {
    private LostMedia() {}

    /** @throws ChatException UNSUPPORTED {@code unsupported_content} naming the message */
    static void refuse(ChatRequest request, Drops drops, String provider) {
        Set<String> lost = Set.copyOf(drops.paths());
        for (int i = 0; i < request.getMessagesCount() && !lost.isEmpty(); i++) {
            String path = "messages[" + i + ']';
            if (isLost(request.getMessages(i), path, lost)) {
                throw unsupported(path, provider);
            }
        }
    }

    private static boolean isLost(ChatMessage message, String path, Set<String> lost) {
        for (int i = 0; i < message.getPartsCount(); i++) {
            if (!lost.contains(path + ".parts[" + i + "].media")) {
                return false;
            }
        }
        return message.getRole() == Role.ROLE_USER && message.getPartsCount() > 0;
    }

    private static ChatException unsupported(String path, String provider) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNSUPPORTED,
                        Blame.REQUEST,
                        "unsupported_content",
                        "'%s' is media alone, of a kind that provider '%s' does not take (expected: another model, or text)."
                                .formatted(path, provider))
                .param(path)
                .build();
    }
}
