package dev.parley.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Steps over the values of one JSON document (RFC 8259). A string, number or literal has been passed over, and was
 * found well-formed, once the cursor stands at it; an object or list is then to be entered or skipped. Not thread-safe.
 */
final class JsonCursor {
    private static final int DEPTH_MOST = 200;
    private static final int NUMBER_MOST = 400;
    private static final int NAME_MOST = 50_000;
    /** An index where there is none, because it is an object. */
    private static final int OBJECT = -2;

    private final byte[] bytes;
    private final int from;
    private final int limit;

    /** Where the value begins that this stands at. */
    private int at;
    /** Behind what has been passed over. */
    private int next;
    /** Whether nothing of what is open has been read. */
    private boolean first;

    /** How many objects and lists are open. */
    private int depth;
    /** By depth, the index of the element; -1 before the first. */
    private int[] indexes = new int[8];
    /** By depth, the name of the field; null before the first. */
    private @Nullable String[] names = new String[8];

    private int nameStart;
    private int nameEnd;

    /** Stands at the value of the document that is this range of bytes, which are UTF-8. */
    JsonCursor(byte[] bytes, int from, int limit) {
        this.bytes = bytes;
        this.from = from;
        this.limit = limit;
        next = from;
        if (space() < 0) {
            throw new JsonException("", "The document is empty (expected: a JSON object).");
        }
        value();
    }

    /** The same document from the value on that this one stands at. */
    JsonCursor ahead() {
        return new JsonCursor(bytes, at, limit);
    }

    /** The first byte of the value, which tells its kind. */
    byte kind() {
        return bytes[at];
    }

    /** The index of the value's first byte. */
    int begin() {
        return at;
    }

    /** The index behind what has been passed over. */
    int reached() {
        return next;
    }

    /** Whether the number that this stands at has neither fraction nor exponent. */
    boolean isInteger() {
        for (int i = at; i < next; i++) {
            if (bytes[i] == '.' || (bytes[i] | 0x20) == 'e') {
                return false;
            }
        }
        return true;
    }

    /** The value as it stands in the document; an object or list must have been skipped. */
    String json() {
        return new String(bytes, at, next - at, UTF_8);
    }

    /** What the string says that this stands at. */
    String text() {
        return JsonText.read(bytes, at + 1, next - 1);
    }

    /** Opens the object or list that this stands at. */
    void enter() {
        if (++depth > DEPTH_MOST) {
            throw new JsonException(
                    "",
                    "The body is nested too deeply at %s (expected: %d levels at most)."
                            .formatted(position(at), DEPTH_MOST));
        }
        if (depth == indexes.length) {
            indexes = Arrays.copyOf(indexes, depth * 2);
            names = Arrays.copyOf(names, depth * 2);
        }
        indexes[depth] = bytes[at] == '{' ? OBJECT : -1;
        names[depth] = null;
        first = true;
        next = at + 1;
    }

    /** Moves to the next value of what is open; false at its end, which closes it. */
    boolean step() {
        boolean object = indexes[depth] == OBJECT;
        int found = space();
        if (found == (object ? '}' : ']')) {
            next++;
            depth--;
            first = false;
            return false;
        }
        if (!first) {
            take(',');
            space();
        }
        first = false;
        if (object) {
            name();
        } else {
            indexes[depth]++;
        }
        value();
        return true;
    }

    /** The name of the field to whose value this has moved. */
    String field() {
        String name = JsonText.read(bytes, nameStart, nameEnd);
        names[depth] = name;
        return name;
    }

    /** Passes over the value, whatever it is. */
    void skip() {
        int start = at;
        int outside = depth;
        if (isOpening()) {
            enter();
        }
        while (depth > outside) {
            if (step() && isOpening()) {
                enter();
            }
        }
        at = start;
    }

    /** Checks that nothing follows the value that has been passed over. */
    void end() {
        if (space() >= 0) {
            throw new JsonException(
                    "",
                    "The body is not valid JSON: something follows its end at %s (expected: one value)."
                            .formatted(position(next)));
        }
    }

    /** Where this stands, as in {@code messages[2].content}. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (int level = 1; level <= depth; level++) {
            if (indexes[level] >= 0) {
                path.append('[').append(indexes[level]).append(']');
            } else if (names[level] != null) {
                path.append(path.isEmpty() ? "" : ".").append(names[level]);
            }
        }
        return path.toString();
    }

    /** The place of the value, as in {@code line 3, column 14}; columns count bytes. */
    String position() {
        return position(at);
    }

    private String position(int place) {
        int line = 1;
        int start = from;
        for (int i = from; i < place; i++) {
            if (bytes[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return "line %d, column %d".formatted(line, place - start + 1);
    }

    private boolean isOpening() {
        return bytes[at] == '{' || bytes[at] == '[';
    }

    private void name() {
        nameStart = next + 1;
        string();
        nameEnd = next - 1;
        if (nameEnd - nameStart > NAME_MOST) {
            throw tooLong("name", NAME_MOST);
        }
        space();
        take(':');
        space();
    }

    private void value() {
        at = next;
        switch (byteAt(at)) {
            case '{', '[' -> {}
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            take(word.charAt(i));
        }
    }

    private void number() {
        int start = next;
        skipOne('-');
        if (!skipOne('0')) {
            digits();
        }
        if (skipOne('.')) {
            digits();
        }
        if (skipOne('e') || skipOne('E')) {
            if (!skipOne('+')) {
                skipOne('-');
            }
            digits();
        }
        if (next - start > NUMBER_MOST) {
            throw tooLong("number", NUMBER_MOST);
        }
    }

    private void digits() {
        int start = next;
        while (isDigit(byteAt(next))) {
            next++;
        }
        if (next == start) {
            throw malformed();
        }
    }

    private void string() {
        take('"');
        while (true) {
            next = JsonText.special(bytes, next, limit);
            switch (byteAt(next)) {
                case '"' -> {
                    next++;
                    return;
                }
                case '\\' -> escape();
                case '?' -> next++;
                default -> throw malformed();
            }
        }
    }

    private void escape() {
        int length = JsonText.escapeLength(bytes, next, limit);
        if (length == 0) {
            throw malformed();
        }
        next += length;
    }

    private boolean skipOne(char c) {
        boolean is = byteAt(next) == c;
        if (is) {
            next++;
        }
        return is;
    }

    private void take(char c) {
        if (!skipOne(c)) {
            throw malformed();
        }
    }

    /** Passes over white space; what comes then, or -1 at the end. */
    private int space() {
        while (next < limit) {
            byte b = bytes[next];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xff;
            }
            next++;
        }
        return -1;
    }

    /** The byte there; past the end one that is no part of JSON. */
    private byte byteAt(int index) {
        return index < limit ? bytes[index] : 0;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private JsonException malformed() {
        return new JsonException("", "The body is not valid JSON at " + position(next) + '.');
    }

    private JsonException tooLong(String what, int most) {
        return new JsonException(
                "",
                "The body holds a %s that is too long at %s (expected: %d bytes at most)."
                        .formatted(what, position(at), most));
    }
}
