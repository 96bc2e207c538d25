package dev.parley.server.usage;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Tool;
import java.util.function.BooleanSupplier;

/**
 * Counts a prompt without asking its provider, for those who want to know beforehand. OpenAI's models get their own
 * tokenizer and the tokens that OpenAI publishes for what goes around the texts; all others {@link TokenEstimator}.
 */
public final class PromptTokens {
    /** Its role, and what sets it off from others. */
    private static final int MESSAGE = 4;

    private static final int NAME = 1;
    /** What the answer begins with. */
    private static final int ANSWER = 3;

    private PromptTokens() {}

    /**
     * Tokens of a whole prompt, at least 1. Blocks while it counts: some milliseconds for most prompts and a few
     * seconds for the worst of any length, and half a second more where the model's tables are not loaded.
     *
     * @param model as its provider knows it
     * @param gone asked now and then whether nobody wants to know any more
     * @throws dev.parley.server.error.ChatException CANCELLED nobody does
     */
    public static long count(ChatRequest request, String model, BooleanSupplier gone) {
        Vocabulary vocabulary = Vocabulary.of(model);
        if (vocabulary == null) {
            return TokenEstimator.prompt(request);
        }
        TextTokens text = new TextTokens(vocabulary.tokenizer(), gone);
        long tokens = ANSWER;
        for (ChatMessage message : request.getMessagesList()) {
            tokens += message(message, text);
        }
        return tokens + tools(request, vocabulary, text);
    }

    private static long message(ChatMessage message, TextTokens text) {
        long tokens = MESSAGE;
        if (!message.getName().isEmpty()) {
            tokens += NAME + text.applyAsLong(message.getName());
        }
        for (Part part : message.getPartsList()) {
            tokens += PartTokens.of(part, text);
        }
        return tokens;
    }

    private static long tools(ChatRequest request, Vocabulary vocabulary, TextTokens text) {
        ToolTokens tools = new ToolTokens(vocabulary, text);
        for (Tool tool : request.getToolsList()) {
            tools.add(tool);
        }
        return tools.sum();
    }
}
