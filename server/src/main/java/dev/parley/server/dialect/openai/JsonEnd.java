package dev.parley.server.dialect.openai;

/** Tells when text that comes in pieces has become a whole JSON object or list. */
final class JsonEnd {
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean reached;

    void read(String piece) {
        for (int i = 0; i < piece.length() && !reached; i++) {
            read(piece.charAt(i));
        }
    }

    boolean reached() {
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
