package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Reasoning;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.ReasoningEffort;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a request this dialect cannot say, by contract path (COM-06). The writer leaves out just that. */
final class Losses {
    /** As many stop sequences as hosts take. */
    static final int STOP_LIMIT = 4;

    private final Drops drops;

    private Losses(Drops drops) {
        this.drops = drops;
    }

    static void report(ChatRequest chat, String model, Drops drops) {
        new Losses(drops).request(chat, model);
    }

    /** Whether a tool can be written. */
    static boolean sendable(Tool tool) {
        return tool.hasFunction() || tool.hasOpaque() && ours(tool.getOpaque());
    }

    /** Whether the choice can be written: hosts refuse one without tools, or of a tool that they do not get. */
    static boolean choosable(ChatRequest chat) {
        Set<String> names = chat.getToolsList().stream()
                .filter(Losses::sendable)
                .map(tool -> tool.getFunction().getName())
                .collect(Collectors.toSet());
        return !names.isEmpty() && names.containsAll(chat.getToolChoice().getNamesList());
    }

    /** Whether a part can be written in a message of this role. */
    static boolean sendable(Part part, Role role) {
        return switch (part.getKindCase()) {
            case TEXT -> true;
            case MEDIA -> MediaKind.of(part) != null;
            case TOOL_CALL, REFUSAL -> role == Role.ROLE_ASSISTANT;
            case TOOL_RESULT -> role == Role.ROLE_USER || role == Role.ROLE_TOOL;
            case THOUGHT -> role == Role.ROLE_ASSISTANT && ours(part);
            case OPAQUE -> ours(part.getOpaque());
            case KIND_NOT_SET -> false;
        };
    }

    static boolean ours(Opaque block) {
        return block.getDialect().equals(OpenAiDialect.NAME);
    }

    /** A signed or sealed thought is for its maker alone (E-RSN-2). */
    private static boolean ours(Part thought) {
        boolean signed =
                thought.hasSignature() && !thought.getSignature().getDialect().equals(OpenAiDialect.NAME);
        return !signed && thought.getThought().getSealed().isEmpty();
    }

    private void request(ChatRequest chat, String model) {
        drops.foreign(chat.getExtensionsList(), OpenAiDialect.NAME, "");
        ToolChoice choice = chat.getToolChoice();
        boolean limits = choice.getMode() == Mode.MODE_REQUIRED || choice.getNamesCount() > 0;
        drop(limits && !choosable(chat), "tool_choice");
        drop(chat.getSampling().getStopSequencesCount() > STOP_LIMIT, "sampling.stop_sequences");
        reasoning(chat.getReasoning(), model);
        continuation(chat.getContinuation());
        for (int i = 0; i < chat.getToolsCount(); i++) {
            tool(chat.getTools(i), "tools[" + i + ']');
        }
        for (int i = 0; i < chat.getMessagesCount(); i++) {
            message(chat.getMessages(i), "messages[" + i + ']');
        }
    }

    private void reasoning(Reasoning reasoning, String model) {
        drop(reasoning.hasBudgetTokens() && !ReasoningEffort.tellsBudget(reasoning, model), "reasoning.budget_tokens");
        drop(reasoning.hasIncludeThoughts(), "reasoning.include_thoughts");
        drop(!reasoning.getSummary().isEmpty(), "reasoning.summary");
    }

    private void continuation(Continuation state) {
        drop(!state.getPreviousResponseId().isEmpty(), "continuation.previous_response_id");
        drop(!state.getConversationId().isEmpty(), "continuation.conversation_id");
        drop(state.hasStore(), "continuation.store");
    }

    private void tool(Tool tool, String path) {
        drops.foreign(tool.getExtensionsList(), OpenAiDialect.NAME, path);
        drop(tool.hasOpaque() && !ours(tool.getOpaque()), path + ".opaque");
        drop(tool.hasCache(), path + ".cache");
    }

    private void message(ChatMessage message, String path) {
        drops.foreign(message.getExtensionsList(), OpenAiDialect.NAME, path);
        parts(message.getPartsList(), message.getRole(), path + ".parts");
    }

    private void parts(List<Part> parts, Role role, String path) {
        for (int i = 0; i < parts.size(); i++) {
            part(parts.get(i), role, path + '[' + i + ']');
        }
    }

    private void part(Part part, Role role, String path) {
        drops.foreign(part.getExtensionsList(), OpenAiDialect.NAME, path);
        drop(part.hasCache(), path + ".cache");
        if (!sendable(part, role)) {
            drop(true, path + '.' + part.getKindCase().name().toLowerCase(Locale.ROOT));
            return;
        }
        boolean told = part.hasThought() || Form.EXTRA_CONTENT.in(part.getExtensionsList());
        drop(part.hasSignature() && !told, path + ".signature");
        switch (part.getKindCase()) {
            case TEXT -> drop(part.getText().getCitationsCount() > 0, path + ".text.citations");
            case MEDIA -> media(part, path + ".media");
            case THOUGHT -> thought(part.getThought(), path + ".thought");
            case TOOL_RESULT -> result(part.getToolResult().getContentList(), path + ".tool_result.content");
            case TOOL_CALL, REFUSAL, OPAQUE, KIND_NOT_SET -> {}
        }
    }

    private void media(Part part, String path) {
        Media media = part.getMedia();
        MediaKind kind = MediaKind.of(part);
        drop(kind != MediaKind.FILE && !media.getFilename().isEmpty(), path + ".filename");
        drop(kind != MediaKind.IMAGE_URL && !media.getDetail().isEmpty(), path + ".detail");
    }

    private void thought(Thought thought, String path) {
        drop(thought.getSummariesCount() > 0, path + ".summaries");
    }

    /** Hosts take nothing but text in a tool's result (E-TOOL-11). */
    private void result(List<Part> content, String path) {
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i).hasText()) {
                part(content.get(i), Role.ROLE_TOOL, path + '[' + i + ']');
            } else {
                drop(true, path + '[' + i + ']');
            }
        }
    }

    private void drop(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
