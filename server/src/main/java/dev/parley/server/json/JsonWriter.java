package dev.parley.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes one JSON document into a {@link ByteSink}; the counterpart of {@link JsonReader}. Call {@link #flush()} at the
 * end. Not thread-safe.
 */
public final class JsonWriter {
    /** Characters outside the basic plane as UTF-8; half a pair alone stays an escape, so that it survives. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final JsonGenerator out;

    public JsonWriter(ByteSink sink) {
        out = run(() -> FACTORY.createGenerator(sink));
    }

    /** The document that {@code body} writes. */
    public static byte[] document(Consumer<JsonWriter> body) {
        ByteSink sink = new ByteSink(512);
        JsonWriter writer = new JsonWriter(sink);
        body.accept(writer);
        writer.flush();
        return sink.toByteArray();
    }

    /** The document that {@code body} writes, on one line, whatever raw JSON is in it: as an event must have it. */
    public static String line(Consumer<JsonWriter> body) {
        return oneLine(new String(document(body), StandardCharsets.UTF_8));
    }

    /** The same JSON without the breaks between its lines; those inside of strings are escaped anyway. */
    public static String oneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }

    public JsonWriter beginObject() {
        return write(out::writeStartObject);
    }

    public JsonWriter endObject() {
        return write(out::writeEndObject);
    }

    public JsonWriter beginArray() {
        return write(out::writeStartArray);
    }

    public JsonWriter endArray() {
        return write(out::writeEndArray);
    }

    public JsonWriter name(String name) {
        return write(() -> out.writeFieldName(name));
    }

    public JsonWriter name(SerializableString name) {
        return write(() -> out.writeFieldName(name));
    }

    public JsonWriter value(String text) {
        return write(() -> out.writeString(text));
    }

    public JsonWriter value(long number) {
        return write(() -> out.writeNumber(number));
    }

    /** Writes a whole number without a fraction, so that 1.0 becomes 1. */
    public JsonWriter value(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? value((long) number) : write(() -> out.writeNumber(number));
    }

    /** Writes the shortest text that reads as this number, which is finite. */
    public JsonWriter value(float number) {
        return write(() -> out.writeNumber(number));
    }

    public JsonWriter value(boolean flag) {
        return write(() -> out.writeBoolean(flag));
    }

    public JsonWriter nullValue() {
        return write(out::writeNull);
    }

    /** Writes JSON text as a value, unchecked and unchanged. */
    public JsonWriter raw(String json) {
        return write(() -> out.writeRawValue(json));
    }

    public JsonWriter field(String name, String text) {
        return name(name).value(text);
    }

    public JsonWriter field(String name, long number) {
        return name(name).value(number);
    }

    public JsonWriter field(String name, boolean flag) {
        return name(name).value(flag);
    }

    public void flush() {
        write(out::flush);
    }

    private JsonWriter write(Action action) {
        run(() -> {
            action.run();
            return this;
        });
        return this;
    }

    private static <T> T run(Source<T> source) {
        try {
            return source.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Source<T> {
        T get() throws IOException;
    }
}
