package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.codec.ChoiceMode;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code tool_choice}, and checks it against the tools. */
final class ChoiceReader {
    private static final String FIELD = "tool_choice";
    static final String ALLOWED_TOOLS = "allowed_tools";

    private static final Shape<ChoiceReader> ENTRY = new Shape<ChoiceReader>()
            .with("type", (in, to) -> in.skip())
            .with("name", (in, to) -> to.names.add(in.string()));
    private static final Shape<ChoiceReader> CHOICE = new Shape<ChoiceReader>()
            .with("type", (in, to) -> in.skip())
            .with("name", (in, to) -> to.names.add(in.string()))
            .with("mode", (in, to) -> to.mode = ChoiceMode.read(in))
            .with("tools", (in, to) -> to.entries(in));

    private final List<String> names = new ArrayList<>();
    private final List<String> hosted = new ArrayList<>();
    private Mode mode = Mode.MODE_REQUIRED;

    private ChoiceReader() {}

    /** Reads the value that stands next. A choice of hosted tools goes to the extras. */
    static void read(JsonReader in, ChatRequest.Builder chat, Extras extras) {
        ToolChoice.Builder choice = chat.getToolChoiceBuilder().clearNames();
        if (in.type() == JsonReader.Type.STRING) {
            choice.setMode(ChoiceMode.read(in));
            return;
        }
        String type = in.peek("type");
        switch (type) {
            case "function", ToolReader.CUSTOM, ALLOWED_TOOLS -> {}
            case "" ->
                throw in.type() == JsonReader.Type.OBJECT
                        ? Faults.missing(in.path() + ".type")
                        : in.unexpected("a string or an object");
            default -> {
                extras.keep(FIELD, in);
                return;
            }
        }
        ChoiceReader reader = new ChoiceReader();
        CHOICE.read(in, reader, new Extras());
        if (reader.names.isEmpty() && !type.equals(ALLOWED_TOOLS)) {
            throw Faults.missing(in.path() + ".name");
        }
        choice.setMode(reader.mode).addAllNames(reader.names);
        if (!reader.hosted.isEmpty()) {
            extras.keepRaw(FIELD, "{\"tools\":[" + String.join(",", reader.hosted) + "]}");
        }
        if (type.equals(ALLOWED_TOOLS) && reader.mode == Mode.MODE_REQUIRED && reader.names.size() == 1) {
            chat.addExtensions(Form.ALLOWED_TOOLS.mark());
        }
    }

    /**
     * Gives the chosen tools the names that models know them by, and fails if one is not declared (CLI-10). A choice
     * that leaves all to the model says nothing where there are no tools.
     */
    static void check(ChatRequest.Builder chat) {
        ToolChoice.Builder choice = chat.getToolChoiceBuilder();
        if (chat.getToolsCount() == 0 && choice.getMode() == Mode.MODE_REQUIRED) {
            throw Faults.invalid(FIELD, "a tool must be called", "'tools', as none are given");
        }
        if (chat.getToolsCount() == 0) {
            choice.clearMode();
        }
        Map<String, String> declared = new HashMap<>();
        for (Tool tool : chat.getToolsList()) {
            String flat = tool.getFunction().getName();
            declared.put(
                    ToolNames.of(tool.getExtensionsList(), new ToolNames.Name("", flat))
                            .name(),
                    flat);
            declared.put(flat, flat);
        }
        for (int i = 0; i < choice.getNamesCount(); i++) {
            String flat = declared.get(choice.getNames(i));
            if (flat == null) {
                throw Faults.invalid(FIELD, '\'' + choice.getNames(i) + '\'', "the name of a tool of this request");
            }
            choice.setNames(i, flat);
        }
        if (choice.build().equals(ToolChoice.getDefaultInstance())) {
            chat.clearToolChoice();
        }
    }

    private void entries(JsonReader in) {
        in.beginArray();
        while (in.nextElement()) {
            if (in.peek("name").isEmpty()) {
                hosted.add(in.raw());
            } else {
                ENTRY.read(in, this, new Extras());
            }
        }
    }
}
