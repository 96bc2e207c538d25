package dev.parley.server.framing;

import org.jspecify.annotations.Nullable;

/**
 * A bad request over HTTP: what a caller does over each version, and what must come of it.
 *
 * @param number that of the list of bad inputs
 * @param http2 null: it does not exist there
 */
record HttpCase(
        String number,
        String title,
        Play http1,
        String outcome1,
        @Nullable Play http2,
        String outcome2) {
    static final String NONE = "–";

    HttpCase(String number, String title, Play http1, String outcome1) {
        this(number, title, http1, outcome1, null, NONE);
    }

    @Override
    public String toString() {
        return number + " " + title;
    }
}
