package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation in this dialect's order: the instructions at the front, then turns of alternating roles.
 *
 * @param system instructions before the first turn (E-ROLE-2)
 * @param systemList whether they were a list although a string would do
 */
record Conversation(List<Part> system, boolean systemList, List<Turn> turns) {
    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";
    private static final String SYSTEM = "system";

    /** Stands in for a conversation without a turn, which hosts refuse (E-ROLE-6). */
    private static final Part FILLER = text(".");

    static Conversation of(ChatRequest chat) {
        List<ChatMessage> messages = chat.getMessagesList();
        List<Part> system = new ArrayList<>();
        boolean list = false;
        int first = 0;
        while (first < messages.size() && isPrompt(messages.get(first))) {
            system.addAll(ClaudeLosses.sendable(messages.get(first)));
            list |= ClaudeForm.LIST.in(messages.get(first).getExtensionsList());
            first++;
        }
        return new Conversation(system, list, turns(messages.subList(first, messages.size())));
    }

    private static boolean isPrompt(ChatMessage message) {
        return isSystem(message) && !ClaudeForm.SYSTEM_TURN.in(message.getExtensionsList());
    }

    private static boolean isSystem(ChatMessage message) {
        return message.getRole() == Role.ROLE_SYSTEM || message.getRole() == Role.ROLE_DEVELOPER;
    }

    private static List<Turn> turns(List<ChatMessage> messages) {
        List<Turn> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            List<Part> parts = ClaudeLosses.sendable(message);
            if (!parts.isEmpty()) {
                Turn turn = turn(message, turns);
                turn.parts.addAll(isPrompt(message) ? marked(parts) : parts);
                turn.extensions.addAll(message.getExtensionsList());
            }
        }
        trimPrefill(turns);
        if (turns.isEmpty()) {
            Turn turn = new Turn(USER);
            turn.parts.add(FILLER);
            turns.add(turn);
        }
        return turns;
    }

    /** The turn that this message belongs to, a new one unless it goes on with the last. */
    private static Turn turn(ChatMessage message, List<Turn> turns) {
        String role = role(message);
        boolean goesOn = !turns.isEmpty() && turns.getLast().role.equals(role);
        if (!goesOn || ClaudeForm.SEPARATE.in(message.getExtensionsList())) {
            turns.add(new Turn(role));
        }
        return turns.getLast();
    }

    private static String role(ChatMessage message) {
        return switch (message.getRole()) {
            case ROLE_ASSISTANT -> ASSISTANT;
            case ROLE_SYSTEM, ROLE_DEVELOPER -> isPrompt(message) ? USER : SYSTEM;
            case ROLE_USER, ROLE_TOOL, ROLE_UNSPECIFIED, UNRECOGNIZED -> USER;
        };
    }

    /** Instructions amid the conversation stay at their place, as a user's text that says what it is (E-ROLE-2). */
    private static List<Part> marked(List<Part> parts) {
        return parts.stream().map(Conversation::marked).toList();
    }

    private static Part marked(Part part) {
        String text = "<system>\n" + part.getText().getText() + "\n</system>";
        return part.hasText()
                ? part.toBuilder().setText(Text.newBuilder().setText(text)).build()
                : part;
    }

    /** Hosts refuse white space at the end of a turn that the model is to continue (E-ROLE-8). */
    private static void trimPrefill(List<Turn> turns) {
        if (turns.isEmpty() || !turns.getLast().role.equals(ASSISTANT)) {
            return;
        }
        List<Part> parts = turns.getLast().parts;
        Part last = parts.removeLast();
        Part.Builder trimmed = last.toBuilder();
        if (last.hasText()) {
            trimmed.getTextBuilder().setText(last.getText().getText().stripTrailing());
        } else if (last.hasRefusal()) {
            trimmed.setRefusal(
                    Refusal.newBuilder().setText(last.getRefusal().getText().stripTrailing()));
        }
        parts.add(trimmed.build());
    }

    private static Part text(String text) {
        return Part.newBuilder().setText(Text.newBuilder().setText(text)).build();
    }
}
