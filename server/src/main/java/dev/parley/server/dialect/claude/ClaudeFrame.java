package dev.parley.server.dialect.claude;

import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.TextFrame;
import dev.parley.server.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** One event of a stream. Fields may come in any order. */
final class ClaudeFrame {
    private final RawFields others;
    private String type = "";
    private int index = -1;
    private ClaudeDelta delta = ClaudeDelta.NONE;

    private ClaudeFrame(RawFields others) {
        this.others = others;
    }

    static ClaudeFrame read(byte[] json) {
        ClaudeFrame frame = new ClaudeFrame(new RawFields());
        JsonReader in = JsonReader.of(json);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            frame.field(name, in);
        }
        in.end();
        return frame;
    }

    /** The frame's bytes, if it says nothing but that a block grows by a text. */
    @Nullable
    TextFrame textFrame(byte[] json) {
        boolean grows = type.equals("content_block_delta") && delta.from() > 0;
        return grows && others.isEmpty() && delta.others().isEmpty()
                ? TextFrame.of(json, delta.from(), delta.to())
                : null;
    }

    /** The same with another text in its delta. */
    ClaudeFrame withText(String text) {
        ClaudeFrame frame = new ClaudeFrame(others);
        frame.type = type;
        frame.index = index;
        frame.delta = delta.withText(text);
        return frame;
    }

    String type() {
        return type;
    }

    /** Index of the block; -1 if it is not told. */
    int index() {
        return index;
    }

    ClaudeDelta delta() {
        return delta;
    }

    /** The other fields, such as {@code message}, {@code content_block} and {@code usage}. */
    RawFields others() {
        return others;
    }

    private void field(String name, JsonReader in) {
        switch (name) {
            case "type" -> type = Lenient.text(in);
            case "index" -> index = Lenient.index(in, -1);
            case "delta" -> {
                if (in.type() == JsonReader.Type.OBJECT) {
                    delta = ClaudeDelta.read(in);
                } else {
                    in.skip();
                }
            }
            default -> others.put(name, in.raw());
        }
    }
}
