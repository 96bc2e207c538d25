package dev.parley.minilm;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Cuts text into the tokens of BERT's uncased models: words at spaces, punctuation and ideographs, then the longest
 * known pieces of each word. What looks like a special token, such as {@code [SEP]}, is text as any other. Reads no
 * further than it must, and keeps no more than a word. Thread-safe.
 */
final class WordPiece {
    /** Longer words are unknown. */
    private static final int WORD_MOST = 100;

    private static final String INNER = "##";

    private final Map<String, Integer> pieces;
    private final int unknown;

    WordPiece(Map<String, Integer> pieces) {
        this.pieces = Map.copyOf(pieces);
        this.unknown = Objects.requireNonNull(pieces.get("[UNK]"));
    }

    /** The first tokens of a text, {@code most} at most. */
    int[] encode(String text, int most) {
        Tokens tokens = new Tokens(most);
        Words words = new Words(text, WORD_MOST);
        while (!tokens.isFull() && words.next()) {
            cut(words, tokens);
        }
        return tokens.toArray();
    }

    /** A word with a part that is no known piece is unknown as a whole. */
    private void cut(Words words, Tokens tokens) {
        if (words.isTooLong()) {
            tokens.add(unknown);
            return;
        }
        String word = words.word();
        int before = tokens.size();
        int from = 0;
        while (from < word.length()) {
            int to = longest(word, from, tokens);
            if (to == from) {
                tokens.cutBack(before);
                tokens.add(unknown);
                return;
            }
            from = to;
        }
    }

    /** Adds the longest piece that begins there; where it ends. */
    private int longest(String word, int from, Tokens tokens) {
        for (int to = word.length(); to > from; to = word.offsetByCodePoints(to, -1)) {
            String piece = word.substring(from, to);
            Integer token = pieces.get(from == 0 ? piece : INNER + piece);
            if (token != null) {
                tokens.add(token);
                return to;
            }
        }
        return from;
    }

    /** The tokens so far; those of the last word may be more than wanted. */
    private static final class Tokens {
        private final int most;
        private int[] all = new int[32];
        private int size;

        Tokens(int most) {
            this.most = most;
        }

        void add(int token) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = token;
        }

        int size() {
            return size;
        }

        boolean isFull() {
            return size >= most;
        }

        void cutBack(int to) {
            size = to;
        }

        int[] toArray() {
            return Arrays.copyOf(all, Math.min(size, most));
        }
    }
}
