package dev.parley.server.tool;

import java.util.List;

/** Follows a tag of one of some names to its end tag. */
final class TagScan implements Scan {
    private final List<String> names;
    private final StringBuilder text = new StringBuilder();
    private String end = "";
    private boolean inside;
    private boolean begun;

    TagScan(List<String> names) {
        this.names = names;
    }

    @Override
    public Verdict take(char c) {
        text.append(c);
        if (end.isEmpty()) {
            return name(c);
        }
        if (!inside) {
            inside = c == '>';
            return c == '<' ? Verdict.NEVER : Verdict.MORE;
        }
        return inside(c);
    }

    @Override
    public String body(String taken) {
        return taken;
    }

    private Verdict name(char c) {
        String written = text.substring(1);
        if (names.stream().anyMatch(name -> name.startsWith(written))) {
            return Verdict.MORE;
        }
        String before = written.substring(0, Math.max(0, written.length() - 1));
        if (names.contains(before) && (c == '>' || Character.isWhitespace(c))) {
            end = "</" + before + '>';
            inside = c == '>';
            return Verdict.MORE;
        }
        return Verdict.NEVER;
    }

    private Verdict inside(char c) {
        if (!begun && !Character.isWhitespace(c)) {
            begun = true;
            return "{[<".indexOf(c) < 0 ? Verdict.NEVER : Verdict.MORE;
        }
        boolean ended = c == '>'
                && text.length() >= end.length()
                && text.substring(text.length() - end.length()).equals(end);
        return ended ? Verdict.WHOLE : Verdict.MORE;
    }
}
