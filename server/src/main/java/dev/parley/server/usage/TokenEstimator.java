package dev.parley.server.usage;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Tool;

/**
 * Estimates tokens where no provider counts them: ASCII characters / 4 + other characters x 10/13 (DS-41). Linear in
 * the text and keeps none of it.
 */
public final class TokenEstimator {
    private static final int MESSAGE = 2;

    private TokenEstimator() {}

    /** Tokens of a whole prompt, at least 1: each message costs 2 beside its text, each piece of media 1000 (CL-12). */
    public static long prompt(ChatRequest request) {
        long tokens = 0;
        for (ChatMessage message : request.getMessagesList()) {
            tokens += MESSAGE;
            for (Part part : message.getPartsList()) {
                tokens += PartTokens.of(part, TokenEstimator::text);
            }
        }
        for (Tool tool : request.getToolsList()) {
            FunctionTool function = tool.getFunction();
            tokens += text(function.getName()) + text(function.getDescription()) + text(function.getSchemaJson());
        }
        return Math.max(1, tokens);
    }

    /** Tokens of a text; at least 1 unless it is empty. */
    public static long text(String text) {
        Tally tally = new Tally();
        tally.add(text);
        return tally.tokens();
    }

    /** Counts a text that comes in pieces. */
    public static final class Tally {
        private long ascii;
        private long other;

        public void add(String piece) {
            for (int i = 0; i < piece.length(); i++) {
                char c = piece.charAt(i);
                if (c < 0x80) {
                    ascii++;
                } else if (!Character.isLowSurrogate(c)) {
                    other++;
                }
            }
        }

        public long tokens() {
            long rounded = Math.round(ascii / 4.0 + other * 10 / 13.0);
            return ascii + other == 0 ? 0 : Math.max(1, rounded);
        }
    }
}
