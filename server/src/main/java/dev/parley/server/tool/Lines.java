package dev.parley.server.tool;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows of the text that flowed whether its last line has begun, and whether that is in a fenced block (TOOL-06). */
final class Lines {
    /** A line is remembered from here on only as far as a fence at its end needs. */
    private static final int KEPT = 1024;

    /** Behind a list's or a quotation's marks. */
    private static final Pattern OPENING = Pattern.compile("(?:[ \\t>*+-]|\\d{1,9}[.)])*(?:(`{3,})[^`]*|(~{3,}).*)");

    private static final Pattern MARKS = Pattern.compile("`{3,}");
    private static final Pattern LANGUAGE = Pattern.compile("[\\w+#.-]*[ \\t\\r]*");

    private final StringBuilder line = new StringBuilder();
    private String fence = "";
    private boolean blank = true;

    void take(String text) {
        text.chars().forEach(c -> take((char) c));
    }

    void take(char c) {
        if (c == '\n') {
            end();
            return;
        }
        blank &= Character.isWhitespace(c);
        line.append(c);
        if (line.length() > 2 * KEPT) {
            line.delete(0, KEPT);
        }
    }

    /** Whether a call may begin here. */
    boolean callMayBegin() {
        return blank && fence.isEmpty();
    }

    /** Begins a new line, because a call ended the one before. */
    void restart() {
        line.setLength(0);
        blank = true;
    }

    private void end() {
        String ended = line.toString();
        if (fence.isEmpty()) {
            fence = opened(ended);
        } else if (closes(ended.strip())) {
            fence = "";
        }
        restart();
    }

    private static String opened(String line) {
        Matcher opening = OPENING.matcher(line);
        if (opening.matches()) {
            return opening.group(1) == null ? opening.group(2) : opening.group(1);
        }
        return openedAtEnd(line);
    }

    /** Models also open a block behind a sentence, on its line. */
    private static String openedAtEnd(String line) {
        String last = "";
        int end = 0;
        boolean odd = false;
        Matcher marks = MARKS.matcher(line);
        while (marks.find()) {
            last = marks.group();
            end = marks.end();
            odd = !odd;
        }
        return odd && LANGUAGE.matcher(line.substring(end)).matches() ? last : "";
    }

    private boolean closes(String line) {
        return line.startsWith(fence) && line.chars().allMatch(c -> c == fence.charAt(0));
    }
}
