package dev.parley.server.frontend.http;

import dev.parley.server.error.ChatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of a {@code multipart/form-data} body (RFC 7578), in their order. Reading takes time that is linear in the
 * body's size; the number of fields and the size of their headers are bounded.
 */
public record MultipartForm(List<Field> fields) {
    private static final String TYPE = "multipart/form-data";
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"\\r\\n]{1,70})\"|([^\\s;,\"]{1,70}))");
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^content-disposition:\\s*form-data\\s*;(.*)$");
    private static final Pattern NAME = Pattern.compile("(?i)(?:^|;)\\s*name=(?:\"([^\"]*)\"|([^\\s;\"]+))");
    private static final byte[] HEADERS_END = ascii("\r\n\r\n");
    private static final int LINE_END = 2;
    private static final int HEADERS_MOST = 4096;
    private static final int FIELDS_MOST = 1000;

    /** One field. */
    public record Field(String name, byte[] content) {
        @Override
        public String toString() {
            return "Field[name=%s, bytes=%d]".formatted(name, content.length);
        }
    }

    /** Whether a {@code Content-Type} is one of forms. */
    public static boolean isForm(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /**
     * Reads a body.
     *
     * @throws ChatException INVALID_REQUEST: it is no such form
     */
    public static MultipartForm read(String contentType, byte[] body) {
        byte[] delimiter = ascii("\r\n--" + boundary(contentType));
        List<Field> fields = new ArrayList<>();
        int start = first(body, delimiter);
        while (!isLast(body, start)) {
            if (fields.size() == FIELDS_MOST) {
                throw malformed("it has more than %d fields".formatted(FIELDS_MOST));
            }
            int end = next(body, delimiter, start);
            if (end < 0) {
                throw malformed("its end is missing");
            }
            fields.add(field(body, start, end));
            start = end + delimiter.length;
        }
        return new MultipartForm(List.copyOf(fields));
    }

    /** The first field of a name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    private static Field field(byte[] body, int start, int end) {
        int headersEnd = indexOf(body, HEADERS_END, start, Math.min(end, start + HEADERS_MOST));
        if (headersEnd < 0) {
            throw malformed("the headers of a field have no end, or more than %d bytes".formatted(HEADERS_MOST));
        }
        String headers = new String(body, start, headersEnd - start, StandardCharsets.UTF_8);
        Matcher disposition = DISPOSITION.matcher(headers);
        Matcher name = NAME.matcher(disposition.find() ? disposition.group(1) : "");
        if (!name.find()) {
            throw malformed("a field has no name");
        }
        return new Field(group(name), Arrays.copyOfRange(body, headersEnd + HEADERS_END.length, end));
    }

    private static String boundary(String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw malformed("its Content-Type names no boundary");
        }
        return group(boundary);
    }

    private static String group(Matcher either) {
        return either.group(1) == null ? either.group(2) : either.group(1);
    }

    /** Where the first delimiter ends; it may stand at the very beginning, without a line before it. */
    private static int first(byte[] body, byte[] delimiter) {
        int length = delimiter.length - LINE_END;
        if (startsWith(body, 0, delimiter, LINE_END) && endsLine(body, length)) {
            return length;
        }
        int at = next(body, delimiter, 0);
        if (at < 0) {
            throw malformed("its boundary is nowhere in it");
        }
        return at + delimiter.length;
    }

    /** Where the next delimiter stands; below 0: nowhere. */
    private static int next(byte[] body, byte[] delimiter, int from) {
        int at = indexOf(body, delimiter, from, body.length);
        while (at >= 0 && !endsLine(body, at + delimiter.length)) {
            at = indexOf(body, delimiter, at + 1, body.length);
        }
        return at;
    }

    /** Whether nothing else stands on a delimiter's line, so that it does not only begin like one. */
    private static boolean endsLine(byte[] body, int at) {
        int end = at;
        while (end < body.length && (body[end] == ' ' || body[end] == '\t')) {
            end++;
        }
        return isLast(body, at) || (end < body.length && body[end] == '\r');
    }

    /** Whether a delimiter that ends here is the closing one. */
    private static boolean isLast(byte[] body, int at) {
        return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
    }

    private static boolean startsWith(byte[] body, int at, byte[] wanted, int from) {
        int length = wanted.length - from;
        return body.length >= at + length && Arrays.equals(body, at, at + length, wanted, from, wanted.length);
    }

    /** A delimiter begins with the one carriage return it has, so that no byte is looked at more than twice. */
    private static int indexOf(byte[] body, byte[] wanted, int from, int to) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (body[i] == wanted[0] && startsWith(body, i, wanted, 0)) {
                return i;
            }
        }
        return -1;
    }

    private static ChatException malformed(String why) {
        return ChatException.invalid("", "The form cannot be read: %s (expected: multipart/form-data).".formatted(why));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
