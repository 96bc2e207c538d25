package dev.parley.server.dialect.codec;

/** Tells when text that comes in pieces has become a whole JSON object or list. */
public final class JsonEnd {
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean reached;

    /** Takes the next piece; what follows the end is passed over. */
    public void read(String piece) {
        for (int i = 0; i < piece.length() && !reached; i++) {
            read(piece.charAt(i));
        }
    }

    /** Whether the object or list is whole. */
    public boolean reached() {
        return reached;
    }

    private void read(char c) {
        if (inString) {
            inString = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            return;
        }
        switch (c) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> reached = --depth <= 0;
            default -> {}
        }
    }
}
