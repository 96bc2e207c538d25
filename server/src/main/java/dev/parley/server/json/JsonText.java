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
    private static final long HIGHEST_BITS = 0x80 * ONES;

    private static final String ESCAPED = "\"\\\b\f\n\r\t";
    private static final String LETTERS = "\"\\bfnrt";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private JsonText() {}

    /** Appends the text, escaped where it must be; half a surrogate pair stays one, as an escape. */
    public static void write(String text, ByteSink out) {
        byte[] bytes = text.getBytes(UTF_8);
        out.reserve(bytes.length);
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
