package dev.parley.server.framing;

/** What no HTTP/2 client would send, and what must come of it. */
record FrameCase(String title, Play play, String outcome) {
    @Override
    public String toString() {
        return title;
    }
}
