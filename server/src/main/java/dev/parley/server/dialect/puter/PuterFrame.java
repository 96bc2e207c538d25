package dev.parley.server.dialect.puter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of an answer: a line of a stream, a whole reply, or a block of a message. They share their fields, so
 * that a stream may hold a whole reply, and the other way round (PUT-25, PUT-28).
 */
final class PuterFrame {
    private final String json;
    private String type = "";
    private String text = "";
    private String thought = "";
    private String id = "";
    private String name = "";
    private String input = "";
    private String finish = "";
    private boolean failed;
    private @Nullable Usage usage;
    private @Nullable PuterMessage message;

    private PuterFrame(String json) {
        this.json = json;
    }

    /**
     * Reads one.
     *
     * @throws dev.parley.server.json.JsonException if it is no JSON object and nothing more
     */
    static PuterFrame read(byte[] json) {
        PuterFrame frame = new PuterFrame(new String(json, UTF_8));
        JsonReader in = JsonReader.of(json);
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            frame.field(field, in);
        }
        in.end();
        return frame;
    }

    /** Whether it says that the call failed. */
    boolean failed() {
        return failed || type.equals("error");
    }

    /** Null if it tells none. */
    @Nullable
    Usage usage() {
        return usage;
    }

    /** The whole message; null if it holds none. */
    @Nullable
    PuterMessage message() {
        return message;
    }

    /** The word for why the answer ended; empty if it is not told. */
    String finish() {
        return finish.isEmpty() && message != null ? message.stopReason() : finish;
    }

    /** What it adds to the answer by itself; null for nothing. */
    @Nullable
    Piece piece() {
        return switch (type) {
            case "text" -> new Piece.Said(text);
            case "reasoning", "thinking" -> new Piece.Thought(thought);
            case "tool_use" -> new Piece.Called(id, name, input);
            case "usage" -> null;
            case "" -> untyped();
            default -> new Piece.Other(opaque());
        };
    }

    private @Nullable Piece untyped() {
        if (!text.isEmpty()) {
            return new Piece.Said(text);
        }
        return thought.isEmpty() ? null : new Piece.Thought(thought);
    }

    private Opaque opaque() {
        return Opaque.newBuilder()
                .setDialect(PuterDialect.NAME)
                .setType(type)
                .setJson(json)
                .build();
    }

    private void field(String field, JsonReader in) {
        if (in.isNull()) {
            return;
        }
        switch (field) {
            case "type" -> type = Lenient.text(in);
            case "text" -> text = Lenient.text(in);
            case "reasoning", "thinking" -> thought = Lenient.text(in);
            case "id" -> id = Lenient.text(in);
            case "name" -> name = Lenient.text(in);
            case "input" -> input = PuterMessage.arguments(in);
            case "usage" -> keep(PuterUsage.read(in));
            case "finish_reason" -> finish = Lenient.text(in);
            case "result" -> result(in);
            case "message" -> message(in);
            case "success" -> success(in);
            case "error" -> {
                failed = true;
                in.skip();
            }
            default -> in.skip();
        }
    }

    private void result(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            message = PuterMessage.read(in);
            return;
        }
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "message" -> message = PuterMessage.read(in);
                case "usage" -> keep(PuterUsage.read(in));
                case "finish_reason" -> finish = Lenient.text(in);
                default -> in.skip();
            }
        }
    }

    /** Of an answer it is an object; a text is what an error says. */
    private void message(JsonReader in) {
        if (in.type() == JsonReader.Type.OBJECT) {
            message = PuterMessage.read(in);
        } else {
            in.skip();
        }
    }

    private void success(JsonReader in) {
        if (in.type() == JsonReader.Type.BOOLEAN) {
            failed = failed || !in.bool();
        } else {
            in.skip();
        }
    }

    private void keep(@Nullable Usage told) {
        usage = told == null ? usage : told;
    }
}
