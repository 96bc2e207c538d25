package dev.parley.server.dialect.puter;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.openai.OpenAiArguments;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.Set;

/** What of a request Puter's drivers do not take, by contract path (COM-06). */
final class PuterLosses {
    /** The fields of a request of which all, or as much as is told below, is taken. */
    private static final Set<String> REQUEST = Set.of(
            "model",
            "messages",
            "tools",
            "tool_choice",
            "sampling",
            "reasoning",
            "output_format",
            "strict",
            "extensions");

    private static final Set<String> SAMPLING = Set.of("temperature", "max_output_tokens", "candidates");
    private static final Set<String> REASONING = Set.of("effort");

    private PuterLosses() {}

    /** @throws ChatException UNSUPPORTED if more than one answer is wanted (E-OTH-2) */
    static void report(ChatRequest chat, Drops drops) {
        if (chat.getSampling().getCandidates() > 1) {
            throw tooMany(chat.getSampling().getCandidates());
        }
        drops.others(chat, REQUEST, "");
        drops.others(chat.getSampling(), SAMPLING, "sampling.");
        drops.others(chat.getReasoning(), REASONING, "reasoning.");
        drops.others(chat.getOutputFormat(), Set.of(), "output_format.");
        drops.foreign(chat.getExtensionsList(), PuterDialect.NAME, "");
        if (chat.getToolChoice().hasParallel()) {
            drops.add("tool_choice.parallel");
        }
        OpenAiArguments.report(said(chat), drops);
        thoughts(chat, drops);
    }

    /** The drivers have no word for parallel calls. */
    static ChatRequest withoutParallel(ChatRequest chat) {
        return chat.toBuilder()
                .setToolChoice(chat.getToolChoice().toBuilder().clearParallel())
                .build();
    }

    private static ChatRequest said(ChatRequest chat) {
        return ChatRequest.newBuilder()
                .addAllMessages(chat.getMessagesList())
                .addAllTools(chat.getToolsList())
                .build();
    }

    /** The drivers hand messages on to hosts that refuse thoughts which they did not sign. */
    private static void thoughts(ChatRequest chat, Drops drops) {
        for (int i = 0; i < chat.getMessagesCount(); i++) {
            for (int j = 0; j < chat.getMessages(i).getPartsCount(); j++) {
                Part part = chat.getMessages(i).getParts(j);
                if (part.hasThought()) {
                    drops.add("messages[%d].parts[%d].thought".formatted(i, j));
                }
            }
        }
    }

    private static ChatException tooMany(int candidates) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNSUPPORTED,
                        Blame.REQUEST,
                        "unsupported_parameter",
                        "%d answers are wanted, and this provider gives one (expected: 1).".formatted(candidates))
                .param("sampling.candidates")
                .build();
    }
}
