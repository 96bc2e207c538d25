package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;
import java.util.function.Consumer;

/** The frames of a stream: the {@code event:} line says what {@code data.type} says (CL-09). */
enum ClaudeEvent {
    MESSAGE_START("message_start"),
    PING("ping"),
    BLOCK_START("content_block_start"),
    BLOCK_DELTA("content_block_delta"),
    BLOCK_STOP("content_block_stop"),
    MESSAGE_DELTA("message_delta"),
    MESSAGE_STOP("message_stop");

    private final String type;
    private final byte[] bare;

    ClaudeEvent(String type) {
        this.type = type;
        this.bare = (opening() + "}\n\n").getBytes(UTF_8);
    }

    /** The frame up to its first field after the type. */
    String opening() {
        return "event: " + type + "\ndata: {\"type\":\"" + type + '"';
    }

    /** Appends the frame that says its type alone. */
    void write(ByteSink out) {
        out.write(bare);
    }

    /** Appends the frame with the fields that {@code body} writes. */
    void write(ByteSink out, Consumer<JsonWriter> body) {
        String data = JsonWriter.line(writer -> {
            writer.beginObject().field("type", type);
            body.accept(writer);
            writer.endObject();
        });
        out.text("event: ").text(type).text("\ndata: ").text(data).text("\n\n");
    }
}
