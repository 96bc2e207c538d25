package dev.parley.server.tool;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tells the calls of an answer from its text, as the answer comes (TOOL-04..TOOL-08). Text flows until a call may
 * begin, which is at the start of a line; from there it is held until it is decided, at most so many bytes. Every
 * decision hangs on the text before it alone, never on how the text is cut into pieces. One per candidate, one thread
 * at a time.
 */
final class ToolSieve {
    private final UnaryOperator<List<WrittenCall>> accepted;
    private final List<String> tags;
    private final int holdBytes;
    private final SieveOutput out;

    private final Lines lines = new Lines();
    private final StringBuilder flowing = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private int heldBytes;
    private int scanStart;
    private @Nullable Scan scan;
    private boolean tooLong;
    /** Nothing but blanks since the start of the answer, or since a call: they wait for what follows. */
    private boolean bare = true;

    private boolean fresh = true;
    private boolean called;

    /**
     * A sieve at the start of an answer.
     *
     * @param accepted of calls that were found, those that are made; none of them: their text is text
     * @param tags names of tags that may enclose a call
     */
    ToolSieve(UnaryOperator<List<WrittenCall>> accepted, List<String> tags, int holdBytes, SieveOutput out) {
        this.accepted = accepted;
        this.tags = tags;
        this.holdBytes = holdBytes;
        this.out = out;
    }

    /** Takes the next piece of the answer, and hands on all that is decided by it. */
    void take(String piece) {
        int at = 0;
        while (at < piece.length()) {
            if (scan == null && !lines.callMayBegin()) {
                int newline = piece.indexOf('\n', at);
                int end = newline < 0 ? piece.length() : newline + 1;
                flow(piece.substring(at, end));
                at = end;
            } else {
                take(piece.charAt(at++));
            }
        }
        flush();
    }

    /** Takes the end of the answer, or of a part of it: nothing is held any more, and the next piece begins a line. */
    void end() {
        if (scan instanceof FenceScan && !tooLong) {
            decide();
        }
        // Blanks behind a call are dropped.
        if (scan != null || !called || !bare) {
            release();
        }
        held.setLength(0);
        heldBytes = 0;
        scan = null;
        lines.restart();
        flush();
        out.end();
    }

    private void take(char c) {
        if (scan == null && lines.callMayBegin()) {
            begin(c);
        }
        if (scan != null) {
            follow(scan, c);
        } else if (bare && Character.isWhitespace(c)) {
            hold(c);
        } else {
            hold(c);
            release();
        }
    }

    private void begin(char c) {
        scan = switch (c) {
            case '{', '[' -> new JsonScan();
            case '`', '~' -> fresh ? new FenceScan(c) : null;
            case '<' -> tags.isEmpty() ? null : new TagScan(tags);
            default -> null;
        };
        scanStart = held.length();
        tooLong = false;
    }

    private void follow(Scan current, char c) {
        hold(c);
        switch (current.take(c)) {
            case MORE -> {
                tooLong |= heldBytes > holdBytes;
                if (tooLong) {
                    release();
                }
            }
            case NEVER -> giveUp();
            case WHOLE -> {
                if (tooLong) {
                    giveUp();
                } else {
                    decide();
                }
            }
        }
    }

    private void decide() {
        String body = scan == null ? "" : scan.body(held.substring(scanStart));
        List<WrittenCall> calls = body.isEmpty() ? List.of() : CallReader.read(body);
        List<WrittenCall> made = calls.isEmpty() ? calls : accepted.apply(calls);
        if (made.isEmpty()) {
            giveUp();
            return;
        }
        flush();
        out.calls(made);
        held.setLength(0);
        heldBytes = 0;
        scan = null;
        bare = true;
        fresh = false;
        called = true;
        lines.restart();
    }

    private void giveUp() {
        scan = null;
        release();
    }

    private void hold(char c) {
        held.append(c);
        heldBytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        if (scan == null && heldBytes > holdBytes) {
            release();
        }
    }

    /** What is held is text. */
    private void release() {
        flow(held.toString());
        held.setLength(0);
        heldBytes = 0;
    }

    private void flow(String text) {
        lines.take(text);
        flowing.append(text);
        if (!text.isBlank()) {
            bare = false;
            fresh = false;
        }
    }

    private void flush() {
        if (!flowing.isEmpty()) {
            out.prose(flowing.toString());
            flowing.setLength(0);
        }
    }
}
