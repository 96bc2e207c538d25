package dev.parley.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document by pulling, the one place that knows the JSON library. Values are taken where they stand:
 * after {@link #nextField()} or a true {@link #nextElement()} exactly one of the value methods must follow. Every
 * failure is a {@link JsonException} that names the path. Not thread-safe.
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

    /**
     * UTF-8 only: another encoding, or a byte order mark, is malformed. Names come from callers, so none is interned.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(400)
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    private final JsonParser parser;
    private final byte[] bytes;
    private final int base;
    private final int limit;

    private JsonReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.base = offset;
        this.limit = offset + length;
        try {
            this.parser = FACTORY.createParser(bytes, offset, length);
            if (parser.nextToken() == null) {
                throw new JsonException("", "The document is empty (expected: a JSON object).");
            }
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stands before the value of a document in UTF-8. */
    public static JsonReader of(byte[] utf8) {
        return new JsonReader(utf8, 0, utf8.length);
    }

    /** Stands before the value of the document that is this range. */
    public static JsonReader of(byte[] utf8, int offset, int length) {
        return new JsonReader(utf8, offset, length);
    }

    public static JsonReader of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Kind of the value that stands next; does not move. */
    public Type type() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> Type.OBJECT;
            case START_ARRAY -> Type.ARRAY;
            case VALUE_STRING -> Type.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Type.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Type.BOOLEAN;
            case VALUE_NULL -> Type.NULL;
            default -> throw new IllegalStateException("not at a value: " + parser.currentToken());
        };
    }

    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /**
     * The text of a field of the object that stands next, or of an object in it; empty if there is no such text. Does
     * not move, so that a value can be taken by a type that it tells later.
     */
    public String peek(String... fields) {
        int start = base + (int) parser.currentTokenLocation().getByteOffset();
        try {
            return new JsonReader(bytes, start, limit - start).find(fields);
        } catch (JsonException e) {
            return "";
        }
    }

    /** Enters the object that stands next; its first field's name, or null if it has none. */
    public @Nullable String beginObject() {
        expect(JsonToken.START_OBJECT, "an object");
        return nextField();
    }

    /** Name of the next field, whose value then stands next; null at the object's end. */
    public @Nullable String nextField() {
        JsonToken token = advance();
        if (token == JsonToken.END_OBJECT) {
            return null;
        }
        String name = name();
        advance();
        return name;
    }

    /** Enters the array that stands next. */
    public void beginArray() {
        expect(JsonToken.START_ARRAY, "a list");
    }

    /** True if an element stands next; false at the array's end. */
    public boolean nextElement() {
        return advance() != JsonToken.END_ARRAY;
    }

    public String string() {
        expect(JsonToken.VALUE_STRING, "a string");
        return text();
    }

    public boolean bool() {
        if (type() != Type.BOOLEAN) {
            throw unexpected("true or false");
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** A finite number. */
    public double number() {
        if (type() != Type.NUMBER) {
            throw unexpected("a number");
        }
        try {
            double value = parser.getDoubleValue();
            if (!Double.isFinite(value)) {
                throw unexpected("a finite number");
            }
            return value;
        } catch (IOException e) {
            throw unexpected("a number");
        }
    }

    /** The nearest 32-bit number; a finite one. */
    public float float32() {
        if (type() != Type.NUMBER) {
            throw unexpected("a number");
        }
        float value = Float.parseFloat(text());
        if (!Float.isFinite(value)) {
            throw unexpected("a number of at most 32 bits");
        }
        return value;
    }

    public long integer() {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected("an integer");
        }
        try {
            return parser.getLongValue();
        } catch (IOException e) {
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
        return switch (type()) {
            case OBJECT, ARRAY, STRING -> {
                int start = base + (int) parser.currentTokenLocation().getByteOffset();
                skip();
                int end = base + (int) parser.currentLocation().getByteOffset();
                yield new String(bytes, start, end - start, StandardCharsets.UTF_8);
            }
            case NUMBER, BOOLEAN, NULL -> text();
        };
    }

    /** Passes over the value. */
    public void skip() {
        try {
            parser.skipChildren();
            parser.finishToken();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that nothing follows the document's value. */
    public void end() {
        if (advanceToEnd() != null) {
            throw new JsonException(
                    "", "Something follows the document's end at %s (expected: one JSON value).".formatted(position()));
        }
    }

    /** Where the reader stands, as in {@code messages[2].content}. */
    public String path() {
        return path(parser.getParsingContext());
    }

    /** The place of the value that stands next, as in {@code line 3, column 14}. */
    public String position() {
        return position(parser.currentTokenLocation());
    }

    /** A failure that the value which stands next is not what is {@code expected}, such as "a string". */
    public JsonException unexpected(String expected) {
        String found = type() == Type.NUMBER ? text() : type().toString().toLowerCase(Locale.ROOT);
        String where = path().isEmpty() ? "the document" : '\'' + path() + '\'';
        return new JsonException(path(), "Invalid value for %s: %s (expected: %s).".formatted(where, found, expected));
    }

    private String find(String... fields) {
        for (String field : fields) {
            if (type() != Type.OBJECT || !enter(field)) {
                return "";
            }
        }
        return type() == Type.STRING ? text() : "";
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

    private void expect(JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw unexpected(what);
        }
    }

    private JsonToken advance() {
        JsonToken token = advanceToEnd();
        if (token == null) {
            throw new JsonException(path(), "The document ends too early.");
        }
        return token;
    }

    private @Nullable JsonToken advanceToEnd() {
        try {
            return parser.nextToken();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        try {
            return parser.getText();
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonException malformed(JsonProcessingException e) {
        String what = e instanceof StreamConstraintsException
                ? "is nested too deeply, or holds a name, number or string that is too long"
                : "is not valid JSON";
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " at " + position(at);
        return new JsonException("", "The body " + what + where + ".");
    }

    private static String position(JsonLocation at) {
        return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String path(JsonStreamContext context) {
        JsonStreamContext parent = context.getParent();
        String before = parent == null ? "" : path(parent);
        if (context.inArray()) {
            return context.hasCurrentIndex() ? before + '[' + context.getCurrentIndex() + ']' : before;
        }
        String name = context.getCurrentName();
        if (!context.inObject() || name == null) {
            return before;
        }
        return before.isEmpty() ? name : before + '.' + name;
    }
}
