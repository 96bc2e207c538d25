package dev.parley.server.dialect.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A frame of JSON with one text in it, which knows the frames that differ from it in that text alone: nearly all of a
 * stream. JSON reads the same before and after a string whatever the string says, so that such a frame means what this
 * one does but for the text, and need not be read by the full reader.
 *
 * @param json the frame; not copied
 * @param from where the text begins, behind its quotation mark
 * @param to where it ends, before its quotation mark
 */
public record TextFrame(byte[] json, int from, int to) {
    private static final int LENGTH_MOST = 4 * 1024;

    /** A frame to compare others with; null for a long one, since it is kept for as long as the stream. */
    public static @Nullable TextFrame of(byte[] json, int from, int to) {
        return json.length > LENGTH_MOST ? null : new TextFrame(json, from, to);
    }

    /**
     * The text of another frame; null if that differs from this one in more than its text, or if its text cannot be
     * taken as it stands: it is escaped, ends early, or is not UTF-8.
     */
    public @Nullable String textOf(byte[] other) {
        int end = other.length - (json.length - to);
        boolean alike = end >= from
                && Arrays.equals(json, 0, from, other, 0, from)
                && Arrays.equals(json, to, json.length, other, end, other.length);
        return alike ? plain(other, from, end) : null;
    }

    private static @Nullable String plain(byte[] bytes, int from, int to) {
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                return null;
            }
            ascii &= b >= 0;
        }
        String text = new String(bytes, from, to - from, UTF_8);
        return ascii || text.indexOf('\uFFFD') < 0 ? text : null;
    }
}
