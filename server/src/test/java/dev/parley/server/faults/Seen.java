package dev.parley.server.faults;

/**
 * What a caller saw of a call.
 *
 * @param status of HTTP, or what it would have been there
 * @param reason the word for what went wrong; empty for nothing
 * @param text what the model said
 * @param finish why it says it ended; empty if it does not
 * @param ended whether the wire's own mark of a whole answer came
 * @param error whether the wire's own error came, as a status or within a stream
 * @param rest seconds to wait; 0 if they are not told
 * @param raw all of it
 */
record Seen(
        int status, String reason, String text, String finish, boolean ended, boolean error, long rest, String raw) {
    @Override
    public String toString() {
        return "%d [%s] '%s' finish=%s ended=%s error=%s rest=%d"
                .formatted(status, reason, text.substring(0, Math.min(60, text.length())), finish, ended, error, rest);
    }
}
