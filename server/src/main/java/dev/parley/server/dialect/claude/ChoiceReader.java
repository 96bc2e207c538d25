package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;

/** Reads {@code tool_choice} (E-TOOL-9). One of a type that is not modelled goes to the extras. */
final class ChoiceReader {
    private static final Shape<ChoiceReader> CHOICE = new Shape<ChoiceReader>()
            .with("type", (in, to) -> to.type = in.string())
            .with("name", (in, to) -> to.name = in.string())
            .with("disable_parallel_tool_use", (in, to) -> to.choice.setParallel(!in.bool()));

    private final ToolChoice.Builder choice = ToolChoice.newBuilder();
    private final Extras extras = new Extras();
    private String type = "";
    private String name = "";

    private ChoiceReader() {}

    /** Reads the object that stands next. */
    static ToolChoice read(JsonReader in, Extras request) {
        ChoiceReader reader = new ChoiceReader();
        CHOICE.read(in, reader, reader.extras);
        reader.build(in.path());
        request.keep("tool_choice", reader.extras);
        return reader.choice.build();
    }

    private void build(String path) {
        switch (Faults.requireText(type, path + ".type")) {
            case "auto" -> choice.setMode(Mode.MODE_AUTO);
            case "any" -> choice.setMode(Mode.MODE_REQUIRED);
            case "none" -> choice.setMode(Mode.MODE_NONE);
            case "tool" -> choice.setMode(Mode.MODE_REQUIRED).addNames(Faults.requireText(name, path + ".name"));
            default -> extras.keep("type", type);
        }
    }
}
