package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import java.util.ArrayList;
import java.util.List;

/** Puts the items of a conversation together into turns: what an assistant, or tools, say without a break is one. */
final class Turns {
    private final List<ChatMessage> turns = new ArrayList<>();
    private ChatMessage.Builder open = ChatMessage.newBuilder();

    /** A turn of its own. */
    void message(ChatMessage message) {
        close();
        turns.add(message);
    }

    /** Parts of one item of an assistant. */
    void assistant(List<Part> parts) {
        into(Role.ROLE_ASSISTANT);
        for (Part part : parts) {
            boolean first = part == parts.getFirst();
            open.addParts(first && continuesLast(part) ? marked(part) : part);
        }
    }

    /** What a tool returned. */
    void result(Part part) {
        into(Role.ROLE_TOOL);
        open.addParts(part);
    }

    /** A turn of any role. */
    void add(ChatMessage turn) {
        switch (turn.getRole()) {
            case ROLE_ASSISTANT -> {
                into(Role.ROLE_ASSISTANT);
                open.addAllExtensions(turn.getExtensionsList());
                assistant(turn.getPartsList());
            }
            case ROLE_TOOL -> turn.getPartsList().forEach(this::result);
            case ROLE_SYSTEM, ROLE_DEVELOPER, ROLE_USER, ROLE_UNSPECIFIED, UNRECOGNIZED -> message(turn);
        }
    }

    /** The turns so far. */
    List<ChatMessage> list() {
        close();
        return turns;
    }

    private void into(Role role) {
        if (open.getRole() != role) {
            close();
            open.setRole(role);
        }
    }

    private void close() {
        if (open.getRole() != Role.ROLE_UNSPECIFIED) {
            turns.add(open.build());
            open = ChatMessage.newBuilder();
        }
    }

    private boolean continuesLast(Part part) {
        int last = open.getPartsCount() - 1;
        return last >= 0
                && (open.getParts(last).hasText() || open.getParts(last).hasRefusal())
                && (part.hasText() || part.hasRefusal())
                && part.getId().equals(open.getParts(last).getId())
                && !Form.ITEM_START.in(part.getExtensionsList());
    }

    private static Part marked(Part part) {
        return part.toBuilder().addExtensions(Form.ITEM_START.mark()).build();
    }
}
