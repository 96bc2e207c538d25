package dev.parley.server.json;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes one JSON document into a {@link ByteSink}; the counterpart of {@link JsonReader}. What belongs together (a
 * name and its value, a beginning and its end) is the caller's to see to. Not thread-safe.
 */
public final class JsonWriter {
    private final ByteSink out;
    /** Whether something stands before, from which the next name or value is parted. */
    private boolean follows;

    public JsonWriter(ByteSink sink) {
        out = sink;
    }

    /** The document that {@code body} writes. */
    public static byte[] document(Consumer<JsonWriter> body) {
        ByteSink sink = new ByteSink(512);
        body.accept(new JsonWriter(sink));
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
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    public JsonWriter name(String name) {
        text(name);
        out.write(':');
        follows = false;
        return this;
    }

    public JsonWriter value(String text) {
        text(text);
        return this;
    }

    public JsonWriter value(long number) {
        return raw(Long.toString(number));
    }

    /** Writes a whole number without a fraction, so that 1.0 becomes 1. */
    public JsonWriter value(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? value((long) number) : number(Double.toString(number), Double.isFinite(number));
    }

    /** Writes the shortest text that reads as this number, which is finite. */
    public JsonWriter value(float number) {
        return number(Float.toString(number), Float.isFinite(number));
    }

    public JsonWriter value(boolean flag) {
        return raw(Boolean.toString(flag));
    }

    public JsonWriter nullValue() {
        return raw("null");
    }

    /** Writes JSON text as a value, unchecked and unchanged. */
    public JsonWriter raw(String json) {
        part();
        out.text(json);
        return this;
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

    /** JSON has no infinity: what is none of its numbers is text. */
    private JsonWriter number(String number, boolean finite) {
        return finite ? raw(number) : value(number);
    }

    private JsonWriter begin(char bracket) {
        part();
        out.write(bracket);
        follows = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        out.write(bracket);
        follows = true;
        return this;
    }

    private void text(String text) {
        part();
        out.write('"');
        JsonText.write(text, out);
        out.write('"');
    }

    private void part() {
        if (follows) {
            out.write(',');
        }
        follows = true;
    }
}
