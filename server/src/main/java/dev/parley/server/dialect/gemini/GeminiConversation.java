package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.json.JsonException;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation in this dialect's order: the instructions at the front, then contents of alternating roles.
 *
 * @param system instructions before the first turn (E-ROLE-2)
 */
record GeminiConversation(List<Part> system, List<GeminiTurn> turns) {
    /** Stands in for a user's turn where hosts insist on one (E-ROLE-6). */
    private static final Part FILLER = text(".");

    /** @throws JsonException if calls and results do not match (E-TOOL-4, E-TOOL-12) */
    static GeminiConversation of(ChatRequest chat) {
        List<ChatMessage> messages = chat.getMessagesList();
        List<Part> system = new ArrayList<>();
        int first = 0;
        while (first < messages.size() && isSystem(messages.get(first))) {
            ChatMessage message = messages.get(first);
            message.getPartsList().stream()
                    .filter(part -> GeminiLosses.sendable(part, message.getRole()))
                    .forEach(system::add);
            first++;
        }
        List<GeminiTurn> turns = turns(messages, first);
        CallMatch.match(turns);
        fill(turns);
        return new GeminiConversation(system, turns);
    }

    private static boolean isSystem(ChatMessage message) {
        return message.getRole() == Role.ROLE_SYSTEM || message.getRole() == Role.ROLE_DEVELOPER;
    }

    private static List<GeminiTurn> turns(List<ChatMessage> messages, int first) {
        List<GeminiTurn> turns = new ArrayList<>();
        for (int i = first; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            for (int j = 0; j < message.getPartsCount(); j++) {
                Part part = message.getParts(j);
                if (GeminiLosses.sendable(part, message.getRole())) {
                    GeminiTurn turn = turn(message, turns);
                    turn.add(isSystem(message) ? marked(part) : part, "messages[" + i + "].parts[" + j + ']');
                }
            }
        }
        return turns;
    }

    /** The turn that this message belongs to, a new one unless it goes on with the last. */
    private static GeminiTurn turn(ChatMessage message, List<GeminiTurn> turns) {
        String role = message.getRole() == Role.ROLE_ASSISTANT ? GeminiTurn.MODEL : GeminiTurn.USER;
        if (turns.isEmpty() || !turns.getLast().role.equals(role)) {
            turns.add(new GeminiTurn(role));
        }
        GeminiTurn turn = turns.getLast();
        if (!turn.extensions.containsAll(message.getExtensionsList())) {
            turn.extensions.addAll(message.getExtensionsList());
        }
        return turn;
    }

    /** Instructions amid the conversation stay at their place, as a user's text that says what it is (E-ROLE-2). */
    private static Part marked(Part part) {
        String text = "<system>\n" + part.getText().getText() + "\n</system>";
        return part.hasText()
                ? part.toBuilder().setText(Text.newBuilder().setText(text)).build()
                : part;
    }

    /** Hosts refuse a conversation without a user, and calls before which there was none. */
    private static void fill(List<GeminiTurn> turns) {
        boolean lonely = turns.stream().allMatch(GeminiTurn::isModel);
        if (lonely || !turns.getFirst().calls().isEmpty()) {
            GeminiTurn filler = new GeminiTurn(GeminiTurn.USER);
            filler.parts.add(FILLER);
            turns.addFirst(filler);
        }
    }

    private static Part text(String text) {
        return Part.newBuilder().setText(Text.newBuilder().setText(text)).build();
    }
}
