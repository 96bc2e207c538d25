package dev.parley.server.chat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.server.config.Secret;

/**
 * Which calls belong together (BAN-04).
 *
 * @param key the same for all calls of the session, and for no other caller's; empty: the call is of no session
 * @param source what the key was made of
 */
record Session(String key, Source source) {
    /** A call of no session. */
    static final Session NONE = new Session("", Source.NONE);

    private static final int KEY_BYTES = 16;

    /** Of each text, as much as tells conversations apart. */
    private static final int HINT_LENGTH = 2048;

    /** What a session is known by. */
    enum Source {
        /** The header that names it. */
        HEADER,
        /** How the conversation begins. */
        CONVERSATION,
        NONE
    }

    /**
     * The session of a call: what the caller named; else the system's first text with the user's first one, which stay
     * the same while a conversation grows. Without a text of the user's, or a conversation, there is none.
     */
    static Session of(ChatCall call) {
        String caller = call.caller().name();
        String named = call.steering().session();
        if (!named.isEmpty()) {
            return new Session(key(caller, "named", named), Source.HEADER);
        }
        String asked = call.isTurn() ? first(call.request(), Role.ROLE_USER) : "";
        if (asked.isEmpty()) {
            return NONE;
        }
        String told = first(call.request(), Role.ROLE_SYSTEM);
        return new Session(key(caller, told, asked), Source.CONVERSATION);
    }

    private static String first(ChatRequest request, Role role) {
        return request.getMessagesList().stream()
                .filter(message -> plain(message.getRole()) == role)
                .findFirst()
                .map(Session::text)
                .orElse("");
    }

    private static Role plain(Role role) {
        return role == Role.ROLE_DEVELOPER ? Role.ROLE_SYSTEM : role;
    }

    private static String text(ChatMessage message) {
        return message.getPartsList().stream()
                .filter(Part::hasText)
                .findFirst()
                .map(part -> part.getText().getText())
                .map(text -> text.substring(0, Math.min(text.length(), HINT_LENGTH)))
                .orElse("");
    }

    private static String key(String caller, String first, String second) {
        return Secret.of(caller + '\0' + first + '\0' + second).fingerprint(KEY_BYTES);
    }
}
