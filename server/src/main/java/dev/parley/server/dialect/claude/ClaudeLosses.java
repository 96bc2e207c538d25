package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.CacheHint;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonException;
import java.util.List;
import java.util.Locale;

/**
 * What of a conversation this dialect cannot say, by contract path (COM-06). The writer leaves out just that. Settings
 * are {@link RequestFit}'s.
 */
final class ClaudeLosses {
    /** OpenAI's detail of an image that is the same as none. */
    private static final String DETAIL_AUTO = "auto";

    private final Drops drops;

    private ClaudeLosses(Drops drops) {
        this.drops = drops;
    }

    /** @throws JsonException if JSON text of the contract is no JSON object */
    static void report(ChatRequest chat, Drops drops) {
        new ClaudeLosses(drops).request(chat);
    }

    /** The parts of a message that can be written. */
    static List<Part> sendable(ChatMessage message) {
        return message.getPartsList().stream()
                .filter(part -> sendable(part, message.getRole()))
                .toList();
    }

    /** Whether a part can be written in a message of this role. */
    static boolean sendable(Part part, Role role) {
        return switch (part.getKindCase()) {
            case TEXT -> !part.getText().getText().isBlank();
            case MEDIA -> asks(role) && MediaKind.of(part) != null;
            case TOOL_CALL -> role == Role.ROLE_ASSISTANT;
            case REFUSAL ->
                role == Role.ROLE_ASSISTANT && !part.getRefusal().getText().isBlank();
            case TOOL_RESULT -> asks(role);
            case THOUGHT -> role == Role.ROLE_ASSISTANT && ours(part);
            case OPAQUE -> ours(part.getOpaque());
            case KIND_NOT_SET -> false;
        };
    }

    /** Whether a tool can be written. */
    static boolean sendable(Tool tool) {
        return tool.hasFunction() || tool.hasOpaque() && ours(tool.getOpaque());
    }

    private static boolean ours(Opaque block) {
        return block.getDialect().equals(ClaudeDialect.NAME);
    }

    private static boolean asks(Role role) {
        return role == Role.ROLE_USER || role == Role.ROLE_TOOL;
    }

    /** A thought goes back to its maker alone, and with its proof (E-RSN-2). */
    private static boolean ours(Part thought) {
        boolean proven = !thought.getThought().getSealed().isEmpty()
                || !thought.getSignature().getValue().isEmpty();
        return proven && ClaudeSignature.ours(thought.getSignature());
    }

    private void request(ChatRequest chat) {
        drops.foreign(chat.getExtensionsList(), ClaudeDialect.NAME, "");
        drop(chat.getMetadataCount() > 0, "metadata");
        drop(!chat.getReasoning().getSummary().isEmpty(), "reasoning.summary");
        drop(chat.getReasoning().hasIncludeThoughts(), "reasoning.include_thoughts");
        continuation(chat.getContinuation());
        for (int i = 0; i < chat.getToolsCount(); i++) {
            tool(chat.getTools(i), "tools[" + i + ']');
        }
        for (int i = 0; i < chat.getMessagesCount(); i++) {
            message(chat.getMessages(i), "messages[" + i + ']');
        }
    }

    private void continuation(Continuation state) {
        drop(!state.getPreviousResponseId().isEmpty(), "continuation.previous_response_id");
        drop(!state.getConversationId().isEmpty(), "continuation.conversation_id");
        drop(state.hasStore(), "continuation.store");
    }

    private void tool(Tool tool, String path) {
        drops.foreign(tool.getExtensionsList(), ClaudeDialect.NAME, path);
        drop(tool.hasOpaque() && !ours(tool.getOpaque()), path + ".opaque");
        cache(tool.getCache(), path);
    }

    private void message(ChatMessage message, String path) {
        drops.foreign(message.getExtensionsList(), ClaudeDialect.NAME, path);
        drop(!message.getName().isEmpty(), path + ".name");
        parts(message.getPartsList(), message.getRole(), path + ".parts");
    }

    private void parts(List<Part> parts, Role role, String path) {
        for (int i = 0; i < parts.size(); i++) {
            part(parts.get(i), role, path + '[' + i + ']');
        }
    }

    private void part(Part part, Role role, String path) {
        drops.foreign(part.getExtensionsList(), ClaudeDialect.NAME, path);
        if (!sendable(part, role)) {
            unsendable(part, path);
            return;
        }
        cache(part.getCache(), path);
        drop(part.hasSignature() && !part.hasThought(), path + ".signature");
        switch (part.getKindCase()) {
            case TEXT -> citations(part.getText().getCitationsList(), path + ".text.citations");
            case MEDIA -> media(part, path + ".media");
            case THOUGHT -> drop(part.getThought().getSummariesCount() > 0, path + ".thought.summaries");
            case TOOL_CALL -> call(part.getToolCall(), path + ".tool_call");
            case TOOL_RESULT ->
                parts(part.getToolResult().getContentList(), Role.ROLE_TOOL, path + ".tool_result.content");
            case OPAQUE -> Verbatim.check(part.getOpaque().getJson(), path + ".opaque.json");
            case REFUSAL, KIND_NOT_SET -> {}
        }
    }

    /** A text without a character says nothing, so only its breakpoint is lost with it (E-ROLE-7). */
    private void unsendable(Part part, String path) {
        drop(part.hasCache(), path + ".cache");
        boolean empty = part.hasText() && part.getText().getText().isEmpty();
        drop(!empty, path + '.' + part.getKindCase().name().toLowerCase(Locale.ROOT));
    }

    private void citations(List<Citation> citations, String path) {
        drop(!citations.stream().allMatch(ClaudeCitation::ours), path);
    }

    private void media(Part part, String path) {
        Media media = part.getMedia();
        String detail = media.getDetail();
        drop(MediaKind.of(part) == MediaKind.IMAGE && !media.getFilename().isEmpty(), path + ".filename");
        drop(!detail.isEmpty() && !detail.equals(DETAIL_AUTO), path + ".detail");
    }

    private void call(ToolCall call, String path) {
        drop(call.hasRawInput(), path + ".raw_input");
        if (!call.getArgumentsJson().isEmpty()) {
            Verbatim.check(call.getArgumentsJson(), path + ".arguments_json");
        }
    }

    private void cache(CacheHint hint, String path) {
        drop(!CacheControl.exact(hint), path + ".cache.ttl");
    }

    private void drop(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
