package dev.parley.server.usage;

import dev.parley.server.error.ChatException;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Counts the tokens of the texts of one request, in a time that grows with their length and no faster, and up to a
 * length. Texts are counted in pieces, because what takes a tokenizer long is a long word: they are cut where tokens
 * end, between words, so that the count is exact; in a word that is longer than a piece they are cut anywhere, which
 * may make it one token more. What is beyond the length is taken to be as dense as what is before it. One per request,
 * one thread at a time.
 */
final class TextTokens implements ToLongFunction<String> {
    /** Characters of a request that are really counted. */
    static final int CHARACTERS_MOST = 2_000_000;

    /** Characters of a piece; longer ones are slower by the character. */
    static final int PIECE = 2048;

    private final ToIntFunction<String> tokenizer;
    private final BooleanSupplier gone;
    private long characters;
    private long tokens;

    /**
     * @param tokenizer counts a piece, exactly
     * @param gone whether nobody wants to know any more; asked between pieces
     */
    TextTokens(ToIntFunction<String> tokenizer, BooleanSupplier gone) {
        this.tokenizer = tokenizer;
        this.gone = gone;
    }

    /** @throws ChatException CANCELLED nobody wants to know any more */
    @Override
    public long applyAsLong(String text) {
        int end = (int) Math.min(text.length(), CHARACTERS_MOST - characters);
        long before = tokens;
        for (int from = 0; from < end; ) {
            int to = cut(text, from, end);
            count(text.substring(from, to));
            from = to;
        }
        characters += end;
        return tokens - before + estimate(text.length() - end);
    }

    @SuppressWarnings("ThreadPriorityCheck") // Right or wrong does not hang on it.
    private void count(String piece) {
        if (gone.getAsBoolean()) {
            throw ChatException.cancelled();
        }
        tokens += tokenizer.applyAsInt(piece);
        // Virtual threads are not interrupted by others; long prompts must not hold up short calls.
        Thread.yield();
    }

    private long estimate(int rest) {
        return rest == 0 ? 0 : Math.round((double) rest * tokens / characters);
    }

    /** The end of the piece that begins there. */
    private static int cut(String text, int from, int end) {
        int most = from + PIECE;
        if (most >= end) {
            return end;
        }
        for (int at = most - 1; at > from; at--) {
            if (endsWord(text, at)) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }

    /** Whether a word ends and another one begins there with its space, which no token spans. */
    private static boolean endsWord(String text, int at) {
        return text.charAt(at) == ' '
                && Character.isLetter(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at + 1));
    }
}
