package dev.parley.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Text as it stands between the quotes of a JSON document, in UTF-8. */
public final class JsonText {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String LETTERS = "\"\\bfnrt";
    /** Bytes of an escape that gives a character's number. */
    private static final int UNICODE = 6;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private JsonText() {}

    /** Appends the text, escaped where it must be; half a surrogate pair stays one, as an escape. */
    public static void write(String text, ByteSink out) {
        byte[] bytes = text.getBytes(UTF_8);
        out.reserve(bytes.length + bytes.length / 16);
        int begun = out.length();
        boolean whole = false;
        int from = 0;
        for (int at = special(bytes, 0, bytes.length); at < bytes.length; at = special(bytes, at + 1, bytes.length)) {
            if (bytes[at] != '?') {
                out.write(bytes, from, at - from);
                escape((char) bytes[at], out);
                from = at + 1;
            } else if (!whole) {
                // Perhaps it stands for half a pair, which UTF-8 cannot say.
                whole = new String(bytes, UTF_8).equals(text);
                if (!whole) {
                    out.truncate(begun);
                    writeHalves(text, out);
                    return;
                }
            }
        }
        out.write(bytes, from, bytes.length - from);
    }

    /** What stands between the quotes, which is well-formed. */
    static String read(byte[] bytes, int from, int to) {
        int at = escape(bytes, from, to);
        return at == to ? new String(bytes, from, to - from, UTF_8) : unescaped(bytes, from, at, to);
    }

    /** Bytes of the escape that stands there; 0 if it is none. */
    static int escapeLength(byte[] bytes, int at, int limit) {
        if (at + 1 >= limit) {
            return 0;
        }
        if (bytes[at + 1] != 'u') {
            return bytes[at + 1] == '/' || LETTERS.indexOf(bytes[at + 1]) >= 0 ? 2 : 0;
        }
        for (int i = at + 2; i < at + UNICODE; i++) {
            if (i >= limit || !HexFormat.isHexDigit(bytes[i])) {
                return 0;
            }
        }
        return UNICODE;
    }

    /** Undoes escapes byte by byte, as long as none is of a character by its number. */
    private static String unescaped(byte[] bytes, int from, int firstEscape, int to) {
        byte[] text = new byte[to - from];
        int length = 0;
        int at = from;
        for (int escape = firstEscape; escape < to; escape = escape(bytes, at, to)) {
            if (bytes[escape + 1] == 'u') {
                return numbered(bytes, from, firstEscape, to);
            }
            System.arraycopy(bytes, at, text, length, escape - at);
            length += escape - at;
            text[length++] = (byte) meaning(bytes[escape + 1]);
            at = escape + 2;
        }
        System.arraycopy(bytes, at, text, length, to - at);
        return new String(text, 0, length + to - at, UTF_8);
    }

    /** The same for all escapes, which may be of half a surrogate pair. */
    private static String numbered(byte[] bytes, int from, int firstEscape, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        for (int escape = firstEscape; escape < to; escape = escape(bytes, at, to)) {
            text.append(new String(bytes, at, escape - at, UTF_8));
            boolean numbered = bytes[escape + 1] == 'u';
            text.append(numbered ? number(bytes, escape + 2) : meaning(bytes[escape + 1]));
            at = escape + (numbered ? UNICODE : 2);
        }
        return text.append(new String(bytes, at, to - at, UTF_8)).toString();
    }

    private static char number(byte[] bytes, int at) {
        int number = 0;
        for (int i = at; i < at + UNICODE - 2; i++) {
            number = number * 16 + HexFormat.fromHexDigit(bytes[i]);
        }
        return (char) number;
    }

    private static char meaning(byte letter) {
        return letter == '/' ? '/' : ESCAPED.charAt(LETTERS.indexOf(letter));
    }

    /** Where the next escape begins. */
    private static int escape(byte[] bytes, int from, int to) {
        int at = special(bytes, from, to);
        while (at < to && bytes[at] != '\\') {
            at = special(bytes, at + 1, to);
        }
        return at;
    }

    /** Where the next character stands that may need a look: a quote, a backslash, a control or a question mark. */
    static int special(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long found = specials((long) EIGHT.get(bytes, at));
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < to && !isSpecial(bytes[at])) {
            at++;
        }
        return at;
    }

    /** The highest bit of each byte that is special; right up to the first of them. */
    private static long specials(long eight) {
        long controls = eight - 0x20 * ONES & ~eight;
        return (controls | zeros(eight ^ '"' * ONES) | zeros(eight ^ '\\' * ONES) | zeros(eight ^ '?' * ONES))
                & HIGHEST_BITS;
    }

    private static long zeros(long eight) {
        return eight - ONES & ~eight;
    }

    private static boolean isSpecial(byte b) {
        return (b >= 0 && b < 0x20) || b == '"' || b == '\\' || b == '?';
    }

    private static void writeHalves(String text, ByteSink out) {
        text.codePoints().forEach(c -> {
            if (c < 0x80
                    ? isSpecial((byte) c) && c != '?'
                    : c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                escape((char) c, out);
            } else {
                out.text(Character.toString(c));
            }
        });
    }

    private static void escape(char c, ByteSink out) {
        int known = ESCAPED.indexOf(c);
        out.write('\\');
        if (known >= 0) {
            out.write(LETTERS.charAt(known));
        } else {
            out.write('u');
            out.write(HEX.toHexDigits(c).getBytes(UTF_8));
        }
    }
}
