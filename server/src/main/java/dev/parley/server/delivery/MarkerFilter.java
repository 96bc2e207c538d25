package dev.parley.server.delivery;

/**
 * Takes a marker out of a text that comes in pieces, also where it is split over them, with the white space before it.
 * Text is held back only as far as it may belong to one. One thread at a time.
 */
final class MarkerFilter {
    private final String marker;
    private String held = "";
    private boolean seen;

    /** With an empty marker nothing is taken out. */
    MarkerFilter(String marker) {
        this.marker = marker;
    }

    /** Whether the marker has come. */
    boolean seen() {
        return seen;
    }

    /** What may be said after this piece; may be empty. */
    String pass(String piece) {
        if (marker.isEmpty()) {
            return piece;
        }
        StringBuilder said = new StringBuilder();
        String text = held + piece;
        for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker)) {
            seen = true;
            said.append(text.substring(0, at).stripTrailing());
            text = text.substring(at + marker.length());
        }
        int end = text.substring(0, text.length() - beginning(text))
                .stripTrailing()
                .length();
        held = text.substring(end);
        return said.append(text, 0, end).toString();
    }

    /** Drops what is held back. */
    void forget() {
        held = "";
    }

    /** All that is held back; nothing is after it. White space behind a marker belongs to it. */
    String rest() {
        String rest = seen && held.isBlank() ? "" : held;
        held = "";
        return rest;
    }

    /** How much of the text's end may be the beginning of a marker. */
    private int beginning(String text) {
        for (int length = Math.min(marker.length() - 1, text.length()); length > 0; length--) {
            if (text.endsWith(marker.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }
}
