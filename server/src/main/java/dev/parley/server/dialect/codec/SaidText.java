package dev.parley.server.dialect.puter;

/** Remembers a text that was passed on, without keeping it, to tell what of a longer one is new. */
final class SaidText {
    private int length;
    private int hash;

    void add(String text) {
        length += text.length();
        hash = hash(hash, text, text.length());
    }

    /** What {@code text} adds to what was said; all of it if it is no continuation. */
    String news(String text) {
        boolean continues = text.length() >= length && hash(0, text, length) == hash;
        return continues ? text.substring(length) : text;
    }

    private static int hash(int start, String text, int end) {
        int hash = start;
        for (int i = 0; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }
}
