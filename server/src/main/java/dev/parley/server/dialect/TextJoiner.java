package dev.parley.server.dialect;

/**
 * Makes pieces of one text well-formed: a surrogate pair that was cut between two pieces is held back until it is
 * whole, and half a pair alone becomes U+FFFD (E-STR-5). Not thread-safe.
 */
public final class TextJoiner {
    private static final char REPLACEMENT = '\uFFFD';

    private String half = "";

    /** The next piece, as far as it can be said now; may be empty. */
    public String next(String piece) {
        String text = half.isEmpty() ? piece : half + piece;
        int length = text.length();
        boolean cut = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        half = cut ? text.substring(length - 1) : "";
        return wellFormed(cut ? text.substring(0, length - 1) : text);
    }

    /** What was still held back at the text's end; mostly empty. */
    public String end() {
        String rest = wellFormed(half);
        half = "";
        return rest;
    }

    /** The text itself, unless it holds half a surrogate pair alone. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaced(text, i);
            }
        }
        return text;
    }

    private static String replaced(String text, int from) {
        StringBuilder whole = new StringBuilder(text);
        for (int i = from; i < text.length(); i++) {
            if (i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                whole.setCharAt(i, REPLACEMENT);
            }
        }
        return whole.toString();
    }
}
