package dev.parley.server.tool;

/** Follows an answer that is one fenced block with JSON in it; whether it is all of the answer shows at its end. */
final class FenceScan implements Scan {
    static final int MARKS_LEAST = 3;

    private final JsonScan json = new JsonScan();
    private final char mark;
    private Phase phase = Phase.MARKS;
    private int marks;
    private int taken;
    private int begin;
    private int end;
    private int closing;

    private enum Phase {
        MARKS,
        INFO,
        BEFORE,
        INSIDE,
        BEHIND
    }

    /** A block between lines of {@code mark}s. */
    FenceScan(char mark) {
        this.mark = mark;
    }

    @Override
    public Verdict take(char c) {
        taken++;
        return switch (phase) {
            case MARKS -> marks(c);
            case INFO -> info(c);
            case BEFORE -> before(c);
            case INSIDE -> inside(c);
            case BEHIND -> behind(c);
        };
    }

    @Override
    public String body(String text) {
        return phase == Phase.BEHIND && closing >= marks ? text.substring(begin, end) : "";
    }

    private Verdict marks(char c) {
        if (c == mark) {
            marks++;
            return Verdict.MORE;
        }
        if (marks < MARKS_LEAST) {
            return Verdict.NEVER;
        }
        phase = Phase.INFO;
        return info(c);
    }

    private Verdict info(char c) {
        if (c == '\n') {
            phase = Phase.BEFORE;
        }
        return c == mark ? Verdict.NEVER : Verdict.MORE;
    }

    private Verdict before(char c) {
        if (Character.isWhitespace(c)) {
            return Verdict.MORE;
        }
        if (c != '{' && c != '[') {
            return Verdict.NEVER;
        }
        begin = taken - 1;
        phase = Phase.INSIDE;
        return inside(c);
    }

    private Verdict inside(char c) {
        Verdict verdict = json.take(c);
        if (verdict == Verdict.WHOLE) {
            end = taken;
            phase = Phase.BEHIND;
            return Verdict.MORE;
        }
        return verdict;
    }

    /** The closing marks, and blanks. */
    private Verdict behind(char c) {
        if (c == mark) {
            closing++;
            return Verdict.MORE;
        }
        return Character.isWhitespace(c) ? Verdict.MORE : Verdict.NEVER;
    }
}
