package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Verbatim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The part of a conversation that a host of this dialect can be told, and what is left out, by contract path (COM-06).
 * All that is in it can be written.
 */
final class HostConversation {
    private final List<ChatMessage> messages;
    private final Drops drops;

    private HostConversation(List<ChatMessage> messages, Drops drops) {
        this.messages = messages;
        this.drops = drops;
    }

    /** @throws dev.parley.server.json.JsonException if an opaque part is no JSON object */
    static List<ChatMessage> fit(List<ChatMessage> messages, Drops drops) {
        HostConversation conversation = new HostConversation(messages, drops);
        List<ChatMessage> fit = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            fit.add(conversation.message(i));
        }
        return fit;
    }

    private ChatMessage message(int index) {
        ChatMessage message = messages.get(index);
        String path = "messages[" + index + ']';
        drops.foreign(message.getExtensionsList(), ResponsesDialect.NAME, path);
        drop(!message.getName().isEmpty(), path + ".name");
        ChatMessage.Builder fit = message.toBuilder().clearParts();
        for (int i = 0; i < message.getPartsCount(); i++) {
            Part part = message.getParts(i);
            String place = path + ".parts[" + i + ']';
            boolean lonely = part.hasThought() && !continued(index, i + 1);
            if (lonely || !sendable(part, message.getRole())) {
                drops.add(place + '.' + part.getKindCase().name().toLowerCase(Locale.ROOT));
            } else {
                fit.addParts(sent(part, place));
            }
        }
        return fit.build();
    }

    /** Whether the model goes on after a thought: hosts refuse one that nothing follows. */
    private boolean continued(int message, int from) {
        ChatMessage turn = messages.get(message);
        for (Part part : turn.getPartsList().subList(from, turn.getPartsCount())) {
            if (!part.hasThought() && sendable(part, turn.getRole())) {
                return true;
            }
        }
        boolean goesOn =
                message + 1 < messages.size() && messages.get(message + 1).getRole() == Role.ROLE_ASSISTANT;
        return goesOn && continued(message + 1, 0);
    }

    private static boolean sendable(Part part, Role role) {
        boolean asks = role != Role.ROLE_ASSISTANT;
        return switch (part.getKindCase()) {
            case TEXT -> true;
            case MEDIA -> asks && !isVideo(part.getMedia());
            case TOOL_CALL, REFUSAL -> role == Role.ROLE_ASSISTANT;
            case TOOL_RESULT -> role == Role.ROLE_USER || role == Role.ROLE_TOOL;
            case THOUGHT -> role == Role.ROLE_ASSISTANT && ours(part);
            case OPAQUE ->
                part.getOpaque().getDialect().equals(ResponsesDialect.NAME)
                        && !part.getOpaque().getType().equals(ItemType.IMAGE_GENERATION_CALL.word());
            case KIND_NOT_SET -> false;
        };
    }

    /**
     * A thought goes back with its proof alone, to hosts of the dialect that made it (E-RSN-2). Those that keep nothing
     * secret have none, and give an open text instead.
     */
    private static boolean ours(Part thought) {
        if (!thought.hasSignature()) {
            return !thought.getId().isEmpty() && !thought.getThought().getText().isEmpty();
        }
        return thought.getSignature().getDialect().equals(ResponsesDialect.NAME)
                && !EncryptedContent.text(thought).isEmpty();
    }

    private static boolean isVideo(Media media) {
        return media.getMimeType().startsWith("video/");
    }

    private Part sent(Part part, String path) {
        drops.foreign(part.getExtensionsList(), ResponsesDialect.NAME, path);
        drop(part.hasCache(), path + ".cache");
        drop(part.hasSignature() && !part.hasThought(), path + ".signature");
        switch (part.getKindCase()) {
            case TEXT ->
                drop(
                        !part.getText().getCitationsList().stream().allMatch(ResponsesCitation::exists),
                        path + ".text.citations");
            case OPAQUE -> Verbatim.check(part.getOpaque().getJson(), path + ".opaque.json");
            case TOOL_RESULT -> {
                return part.toBuilder()
                        .setToolResult(result(part.getToolResult(), path + ".tool_result.content"))
                        .build();
            }
            default -> {}
        }
        return part;
    }

    private ToolResult result(ToolResult result, String path) {
        ToolResult.Builder fit = result.toBuilder().clearContent();
        for (int i = 0; i < result.getContentCount(); i++) {
            Part part = result.getContent(i);
            String place = path + '[' + i + ']';
            if (part.hasText() || part.hasMedia() && !isVideo(part.getMedia())) {
                fit.addContent(sent(part, place));
            } else {
                drops.add(place);
            }
        }
        return fit.build();
    }

    private void drop(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
