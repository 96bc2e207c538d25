package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Signature;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Verbatim;
import java.util.List;
import java.util.Locale;

/**
 * What of a conversation this dialect cannot say, by contract path (COM-06). The writer leaves out just that. Settings
 * are {@link ConfigWriter}'s, tools {@link ToolWriter}'s.
 */
final class GeminiLosses {
    /** OpenAI's detail of an image that is the same as none. */
    private static final String DETAIL_AUTO = "auto";

    private final Drops drops;

    private GeminiLosses(Drops drops) {
        this.drops = drops;
    }

    /** @throws dev.parley.server.json.JsonException if JSON text of the contract is no JSON object */
    static void report(ChatRequest chat, Drops drops) {
        new GeminiLosses(drops).request(chat);
    }

    /** Whether a part can be written in a message of this role. */
    static boolean sendable(Part part, Role role) {
        boolean asks = role == Role.ROLE_USER || role == Role.ROLE_TOOL;
        boolean answers = role == Role.ROLE_ASSISTANT;
        return switch (part.getKindCase()) {
            case TEXT -> !part.getText().getText().isEmpty() || answers && signed(part);
            case MEDIA -> (asks || answers) && sendable(part.getMedia());
            case TOOL_CALL -> answers;
            case REFUSAL -> answers && !part.getRefusal().getText().isEmpty();
            case TOOL_RESULT -> asks;
            case THOUGHT -> answers && signed(part);
            case OPAQUE -> ours(part.getOpaque());
            case KIND_NOT_SET -> false;
        };
    }

    /** Whether a tool can be written. */
    static boolean sendable(Tool tool) {
        return tool.hasFunction() || tool.hasOpaque() && ours(tool.getOpaque());
    }

    /** Whether a host of this dialect signed the part; a thought goes back to its maker alone, with that (E-RSN-2). */
    static boolean signed(Part part) {
        return ours(part.getSignature()) && !part.getSignature().getValue().isEmpty();
    }

    private static boolean ours(Signature signature) {
        return signature.getDialect().equals(GeminiDialect.NAME);
    }

    private static boolean ours(Opaque block) {
        return block.getDialect().equals(GeminiDialect.NAME);
    }

    /** Files that were uploaded to another provider are not there. */
    private static boolean sendable(Media media) {
        return switch (media.getSourceCase()) {
            case DATA -> MediaTypes.taken(MediaTypes.of(media));
            case URI -> true;
            case FILE_ID -> FileUri.of(media.getFileId()) != null;
            case SOURCE_NOT_SET -> false;
        };
    }

    private void request(ChatRequest chat) {
        drops.foreign(chat.getExtensionsList(), GeminiDialect.NAME, "");
        drop(chat.getMetadataCount() > 0, "metadata");
        drop(!chat.getEndUser().isEmpty(), "end_user");
        continuation(chat.getContinuation());
        for (int i = 0; i < chat.getMessagesCount(); i++) {
            message(chat.getMessages(i), "messages[" + i + ']');
        }
    }

    private void continuation(Continuation state) {
        drop(!state.getPreviousResponseId().isEmpty(), "continuation.previous_response_id");
        drop(!state.getConversationId().isEmpty(), "continuation.conversation_id");
        drop(state.hasStore(), "continuation.store");
    }

    private void message(ChatMessage message, String path) {
        drops.foreign(message.getExtensionsList(), GeminiDialect.NAME, path);
        drop(!message.getName().isEmpty(), path + ".name");
        parts(message.getPartsList(), message.getRole(), path + ".parts");
    }

    private void parts(List<Part> parts, Role role, String path) {
        for (int i = 0; i < parts.size(); i++) {
            part(parts.get(i), role, path + '[' + i + ']');
        }
    }

    private void part(Part part, Role role, String path) {
        drops.foreign(part.getExtensionsList(), GeminiDialect.NAME, path);
        drop(part.hasCache(), path + ".cache");
        if (!sendable(part, role)) {
            // A text without a character says nothing, so nothing is lost with it (E-ROLE-7).
            boolean empty = part.hasText() && part.getText().getText().isEmpty();
            drop(!empty, path + '.' + part.getKindCase().name().toLowerCase(Locale.ROOT));
            return;
        }
        drop(part.hasSignature() && !ours(part.getSignature()), path + ".signature");
        switch (part.getKindCase()) {
            case TEXT -> drop(part.getText().getCitationsCount() > 0, path + ".text.citations");
            case MEDIA -> media(part.getMedia(), path + ".media");
            case THOUGHT -> drop(part.getThought().getSummariesCount() > 0, path + ".thought.summaries");
            case TOOL_CALL -> call(part.getToolCall(), path + ".tool_call");
            case TOOL_RESULT ->
                parts(part.getToolResult().getContentList(), Role.ROLE_TOOL, path + ".tool_result.content");
            case OPAQUE -> Verbatim.check(part.getOpaque().getJson(), path + ".opaque.json");
            case REFUSAL, KIND_NOT_SET -> {}
        }
    }

    private void media(Media media, String path) {
        String detail = media.getDetail();
        drop(!media.getFilename().isEmpty(), path + ".filename");
        drop(!detail.isEmpty() && !detail.equals(DETAIL_AUTO), path + ".detail");
    }

    private void call(ToolCall call, String path) {
        drop(call.hasRawInput(), path + ".raw_input");
        if (!call.getArgumentsJson().isBlank()) {
            Verbatim.check(call.getArgumentsJson(), path + ".arguments_json");
        }
    }

    private void drop(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
