package dev.parley.server.dialect.codec;

/** Remembers a text that was passed on, without keeping it, to tell what of a longer one is new. */
public final class SaidText {
    private int length;
    private int hash;

    /** Notes a piece that is passed on. */
    public void add(String text) {
        length += text.length();
        hash = hash(hash, text, text.length());
    }

    /** Whether this text begins with all that was said. */
    public boolean continues(String text) {
        return text.length() >= length && hash(0, text, length) == hash;
    }

    /** What {@code text} adds to what was said; all of it if it is no continuation. */
    public String news(String text) {
        return continues(text) ? text.substring(length) : text;
    }

    private static int hash(int start, String text, int end) {
        int hash = start;
        for (int i = 0; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
