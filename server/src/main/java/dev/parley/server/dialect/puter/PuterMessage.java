package dev.parley.server.dialect.puter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole message in any of the shapes that the drivers pass on: OpenAI's, with a text, reasoning and tool calls beside
 * each other, or Claude's list of blocks; also a text alone (PUT-25).
 */
final class PuterMessage {
    private final List<Piece> content = new ArrayList<>();
    private final List<Piece> calls = new ArrayList<>();
    private String reasoning = "";
    private String stopReason = "";

    private PuterMessage() {}

    /** Reads the value that stands next. */
    static PuterMessage read(JsonReader in) {
        PuterMessage message = new PuterMessage();
        if (in.type() == JsonReader.Type.OBJECT) {
            message.fields(in);
        } else {
            message.content(in);
        }
        return message;
    }

    /** Its pieces, in the order of an answer. */
    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        if (!reasoning.isEmpty()) {
            pieces.add(new Piece.Thought(reasoning));
        }
        pieces.addAll(content);
        pieces.addAll(calls);
        return pieces;
    }

    /** Claude's word for why it ended; empty if it is not told. */
    String stopReason() {
        return stopReason;
    }

    /** A tool call's input: an object, or its JSON as text. */
    static String arguments(JsonReader in) {
        return in.type() == JsonReader.Type.OBJECT ? in.raw() : Lenient.text(in);
    }

    private void fields(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "content" -> content(in);
                case "reasoning", "reasoning_content" -> reasoning(Lenient.text(in));
                case "tool_calls" -> calls(in);
                case "stop_reason" -> stopReason = Lenient.text(in);
                default -> in.skip();
            }
        }
    }

    /** Drivers that use both names say the same under each (E-RSN-1). */
    private void reasoning(String text) {
        reasoning = text.isEmpty() ? reasoning : text;
    }

    private void content(JsonReader in) {
        switch (in.type()) {
            case STRING -> content.add(new Piece.Said(in.string()));
            case OBJECT -> block(in);
            case ARRAY -> {
                in.beginArray();
                while (in.nextElement()) {
                    content(in);
                }
            }
            case NUMBER, BOOLEAN, NULL -> in.skip();
        }
    }

    private void block(JsonReader in) {
        Piece piece = PuterFrame.read(in.raw().getBytes(UTF_8)).piece();
        if (piece != null) {
            content.add(piece);
        }
    }

    private void calls(JsonReader in) {
        if (in.type() != JsonReader.Type.ARRAY) {
            in.skip();
            return;
        }
        in.beginArray();
        while (in.nextElement()) {
            calls.add(call(in));
        }
    }

    /** A call in OpenAI's form. */
    private static Piece call(JsonReader in) {
        String id = "";
        String[] function = {"", ""};
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "id" -> id = Lenient.text(in);
                case "function" -> function = function(in);
                default -> in.skip();
            }
        }
        return new Piece.Called(id, function[0], function[1]);
    }

    private static String[] function(JsonReader in) {
        String[] function = {"", ""};
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "name" -> function[0] = Lenient.text(in);
                case "arguments" -> function[1] = arguments(in);
                default -> in.skip();
            }
        }
        return function;
    }
}
