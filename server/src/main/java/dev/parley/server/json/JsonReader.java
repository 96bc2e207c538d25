package dev.parley.server.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document by pulling. Values are taken where they stand: after {@link #nextField()} or a true
 * {@link #nextElement()} exactly one of the value methods must follow. Every failure is a {@link JsonException} that
 * names the path. Not thread-safe.
 *
 * <pre>{@code
 * for (String name = in.beginObject(); name != null; name = in.nextField()) {
 *     switch (name) {
 *         case "model" -> model = in.string();
 *         default -> in.skip();
 *     }
 * }
 * }</pre>
 */
public final class JsonReader {
    /** What kind of value stands next. */
    public enum Type {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    private final JsonCursor cursor;

    private JsonReader(JsonCursor cursor) {
        this.cursor = cursor;
    }

    /** Stands before the value of a document in UTF-8. */
    public static JsonReader of(byte[] utf8) {
        return of(utf8, 0, utf8.length);
    }

    /**
     * Stands before the value of the document that is this range. Another encoding, or a byte order mark, is malformed.
     */
    public static JsonReader of(byte[] utf8, int offset, int length) {
        int broken = Utf8.firstBroken(utf8, offset, offset + length);
        if (broken < offset + length) {
            throw new JsonException(
                    "", "The body is not valid JSON: its byte %d is not UTF-8.".formatted(broken - offset + 1));
        }
        return new JsonReader(new JsonCursor(utf8, offset, offset + length));
    }

    public static JsonReader of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Kind of the value that stands next; does not move. */
    public Type type() {
        return switch (cursor.kind()) {
            case '{' -> Type.OBJECT;
            case '[' -> Type.ARRAY;
            case '"' -> Type.STRING;
            case 't', 'f' -> Type.BOOLEAN;
            case 'n' -> Type.NULL;
            default -> Type.NUMBER;
        };
    }

    public boolean isNull() {
        return type() == Type.NULL;
    }

    /**
     * The text of a field of the object that stands next, or of an object in it; empty if there is no such text. Does
     * not move, so that a value can be taken by a type that it tells later.
     */
    public String peek(String... fields) {
        try {
            return new JsonReader(cursor.ahead()).find(fields);
        } catch (JsonException e) {
            return "";
        }
    }

    /** Enters the object that stands next; its first field's name, or null if it has none. */
    public @Nullable String beginObject() {
        expect(Type.OBJECT, "an object");
        cursor.enter();
        return nextField();
    }

    /** Name of the next field, whose value then stands next; null at the object's end. */
    public @Nullable String nextField() {
        return cursor.step() ? cursor.field() : null;
    }

    /** Enters the array that stands next. */
    public void beginArray() {
        expect(Type.ARRAY, "a list");
        cursor.enter();
    }

    /** True if an element stands next; false at the array's end. */
    public boolean nextElement() {
        return cursor.step();
    }

    public String string() {
        expect(Type.STRING, "a string");
        return cursor.text();
    }

    public boolean bool() {
        expect(Type.BOOLEAN, "true or false");
        return cursor.kind() == 't';
    }

    /** A finite number. */
    public double number() {
        expect(Type.NUMBER, "a number");
        double value = Double.parseDouble(cursor.json());
        if (!Double.isFinite(value)) {
            throw unexpected("a finite number");
        }
        return value;
    }

    /** The nearest 32-bit number; a finite one. */
    public float float32() {
        expect(Type.NUMBER, "a number");
        float value = Float.parseFloat(cursor.json());
        if (!Float.isFinite(value)) {
            throw unexpected("a number of at most 32 bits");
        }
        return value;
    }

    public long integer() {
        if (type() != Type.NUMBER || !cursor.isInteger()) {
            throw unexpected("an integer");
        }
        try {
            return Long.parseLong(cursor.json());
        } catch (NumberFormatException tooLong) {
            throw unexpected("an integer of at most 64 bits");
        }
    }

    public int integer32() {
        long value = integer();
        if (value != (int) value) {
            throw unexpected("an integer of at most 32 bits");
        }
        return (int) value;
    }

    /** The value as JSON text, byte for byte as it stands in the document. */
    public String raw() {
        cursor.skip();
        return cursor.json();
    }

    /** Passes over the value. */
    public void skip() {
        cursor.skip();
    }

    /** Checks that nothing follows the document's value. */
    public void end() {
        cursor.end();
    }

    /** The offset in the document's bytes at which the value that stands next begins. */
    public int begin() {
        return cursor.begin();
    }

    /** The offset in the document's bytes up to which they are read: where the value ends that was taken last. */
    public int reached() {
        return cursor.reached();
    }

    /** Where the reader stands, as in {@code messages[2].content}. */
    public String path() {
        return cursor.path();
    }

    /** The place of the value that stands next, as in {@code line 3, column 14}. */
    public String position() {
        return cursor.position();
    }

    /** A failure that the value which stands next is not what is {@code expected}, such as "a string". */
    public JsonException unexpected(String expected) {
        String found = type() == Type.NUMBER ? cursor.json() : type().toString().toLowerCase(Locale.ROOT);
        String where = path().isEmpty() ? "the document" : '\'' + path() + '\'';
        return new JsonException(path(), "Invalid value for %s: %s (expected: %s).".formatted(where, found, expected));
    }

    private String find(String... fields) {
        for (String field : fields) {
            if (type() != Type.OBJECT || !enter(field)) {
                return "";
            }
        }
        return type() == Type.STRING ? cursor.text() : "";
    }

    private boolean enter(String field) {
        for (String name = beginObject(); name != null; name = nextField()) {
            if (name.equals(field)) {
                return true;
            }
            skip();
        }
        return false;
    }

    private void expect(Type type, String what) {
        if (type() != type) {
            throw unexpected(what);
        }
    }
}
