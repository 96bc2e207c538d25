package dev.parley.server.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.parley.server.dialect.TextJoiner;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;

/** Writes events as frames and numbers them (RS-03). */
final class EventFrames {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
    private static final byte[] NUMBER = ",\"sequence_number\":".getBytes(UTF_8);
    private static final byte[] END = "}\n\n".getBytes(UTF_8);

    private int next;

    /** All of an event but its number and the text of its delta, encoded once for many. */
    record Delta(byte[] before, byte[] after, byte[] closing) {}

    /** Writes one event; {@code fields} are those beside its type and number, as JSON without braces. */
    void write(StreamEvent event, String fields, ByteSink out) {
        write(event.word(), fields, out);
    }

    /** Writes an event of any type. */
    void write(String type, String fields, ByteSink out) {
        out.text(head(type)).text(JsonWriter.oneLine(fields));
        number(out);
    }

    /** Prepares deltas: {@code fields} stand before the text, {@code more} after it. */
    static Delta delta(StreamEvent event, String fields, String more) {
        String before = head(event.word()) + fields + ",\"delta\":\"";
        return new Delta(before.getBytes(UTF_8), ('"' + more).getBytes(UTF_8), new byte[] {'"'});
    }

    /** Writes one delta. */
    void write(Delta delta, String text, ByteSink out) {
        out.write(delta.before);
        out.write(ENCODER.quoteAsUTF8(TextJoiner.wellFormed(text)));
        out.write(delta.after);
        number(out);
    }

    /** Writes one delta with fields of its own instead of those that all have after the text. */
    void write(Delta delta, String text, String more, ByteSink out) {
        out.write(delta.before);
        out.write(ENCODER.quoteAsUTF8(TextJoiner.wellFormed(text)));
        out.write(delta.closing);
        out.text(JsonWriter.oneLine(more));
        number(out);
    }

    /** The fields of a host's own event that are not numbered anew. */
    static String others(String json, int outputIndex) {
        StringBuilder fields = new StringBuilder();
        JsonReader in = JsonReader.of(json);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            String value = in.raw();
            if (!name.equals("type") && !name.equals("sequence_number")) {
                fields.append(fields.isEmpty() ? "\"" : ",\"").append(name).append("\":");
                fields.append(name.equals("output_index") ? String.valueOf(outputIndex) : value);
            }
        }
        return fields.toString();
    }

    private static String head(String type) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\",";
    }

    private void number(ByteSink out) {
        out.write(NUMBER);
        out.text(Integer.toString(next++));
        out.write(END);
    }
}
