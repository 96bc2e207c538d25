package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.codec.ChoiceMode;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code tool_choice} and the legacy {@code function_call}, and checks them against the tools. */
final class ChoiceReader {
    private static final String ALLOWED_TOOLS = "allowed_tools";
    private static final Shape<ChoiceReader> NAMED =
            new Shape<ChoiceReader>().with("name", (in, to) -> to.names.add(in.string()));
    private static final Shape<ChoiceReader> ENTRY = new Shape<ChoiceReader>()
            .with("function", (in, to) -> NAMED.read(in, to, to.extras))
            .with("custom", (in, to) -> NAMED.read(in, to, to.extras));
    private static final Shape<ChoiceReader> ALLOWED = new Shape<ChoiceReader>()
            .with("mode", (in, to) -> to.mode = ChoiceMode.read(in))
            .with("tools", (in, to) -> to.entries(in));
    private static final Shape<ChoiceReader> CHOICE = new Shape<ChoiceReader>()
            .with("type", (in, to) -> to.type = in.string())
            .with("function", (in, to) -> NAMED.read(in, to, to.extras))
            .with("custom", (in, to) -> NAMED.read(in, to, to.extras))
            .with(ALLOWED_TOOLS, (in, to) -> ALLOWED.read(in, to, to.extras));

    private final List<String> names = new ArrayList<>();
    private final Extras extras = new Extras();
    private String type = "";
    private Mode mode = Mode.MODE_REQUIRED;

    private ChoiceReader() {}

    /** Reads the {@code tool_choice} that stands next. One of a type that is not modelled goes to the extras. */
    static void read(JsonReader in, ChatRequest.Builder chat, Extras extras) {
        if (in.type() == JsonReader.Type.STRING) {
            chat.getToolChoiceBuilder().setMode(ChoiceMode.read(in)).clearNames();
            return;
        }
        ChoiceReader choice = new ChoiceReader();
        CHOICE.read(in, choice, choice.extras);
        switch (Faults.requireText(choice.type, in.path() + ".type")) {
            case "function", "custom" -> choice.named(in.path(), chat);
            case ALLOWED_TOOLS -> choice.allowed(chat);
            default -> {
                choice.extras.keep("type", choice.type);
                extras.keep("tool_choice", choice.extras);
            }
        }
    }

    /** Reads the {@code function_call} that stands next. */
    static void legacy(JsonReader in, ChatRequest.Builder chat) {
        if (in.type() == JsonReader.Type.STRING) {
            chat.getToolChoiceBuilder().setMode(ChoiceMode.read(in)).clearNames();
            return;
        }
        ChoiceReader choice = new ChoiceReader();
        choice.type = "function";
        NAMED.read(in, choice, choice.extras);
        choice.named(in.path(), chat);
    }

    /** Fails if a choice was made without tools, or names one that is not declared (CLI-10). */
    static void check(ChatRequest.Builder chat, String path) {
        if (chat.getToolChoice().getMode() == Mode.MODE_UNSPECIFIED) {
            return;
        }
        if (chat.getToolsCount() == 0) {
            throw new JsonException(path, "'%s' is only allowed when tools are given.".formatted(path));
        }
        Set<String> declared = new HashSet<>();
        for (Tool tool : chat.getToolsList()) {
            declared.add(tool.getFunction().getName());
        }
        for (String name : chat.getToolChoice().getNamesList()) {
            if (!declared.contains(name)) {
                throw Faults.invalid(path, '\'' + name + '\'', "the name of a tool of this request");
            }
        }
    }

    private void entries(JsonReader in) {
        in.beginArray();
        while (in.nextElement()) {
            ENTRY.read(in, this, extras);
        }
    }

    private void named(String path, ChatRequest.Builder chat) {
        if (names.isEmpty()) {
            throw Faults.missing(path + '.' + type + ".name");
        }
        chat.getToolChoiceBuilder().setMode(Mode.MODE_REQUIRED).clearNames().addAllNames(names);
    }

    private void allowed(ChatRequest.Builder chat) {
        chat.getToolChoiceBuilder().setMode(mode).clearNames().addAllNames(names);
        if (mode == Mode.MODE_REQUIRED && names.size() == 1) {
            chat.addExtensions(Form.ALLOWED_TOOLS.mark());
        }
    }
}
