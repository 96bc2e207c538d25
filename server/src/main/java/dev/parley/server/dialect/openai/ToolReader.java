package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Tool;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads tools: functions, custom tools (a function whose extension says {@code "type":"custom"}), the legacy functions,
 * and hosted tools, which are opaque.
 */
final class ToolReader {
    private static final Shape<ToolReader> TOOL = new Shape<ToolReader>()
            .with("type", (in, to) -> to.type(in.string()))
            .with("function", (in, to) -> to.payload("function", in))
            .with("custom", (in, to) -> to.payload("custom", in));
    private static final Shape<FunctionTool.Builder> PAYLOAD = new Shape<FunctionTool.Builder>()
            .with("name", (in, to) -> to.setName(in.string()))
            .with("description", (in, to) -> to.setDescription(in.string()))
            .with("parameters", (in, to) -> to.setSchemaJson(object(in)))
            .with("strict", (in, to) -> to.setStrict(in.bool()));

    private final FunctionTool.Builder function = FunctionTool.newBuilder();
    private final Extras extras = new Extras();
    private String type = "";
    private @Nullable String payload;

    private ToolReader() {}

    /** Reads the {@code tools} that stand next. */
    static List<Tool> list(JsonReader in) {
        List<Tool> tools = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            ToolReader reader = new ToolReader();
            TOOL.read(in, reader, reader.extras);
            tools.add(reader.build(in.path()));
        }
        return tools;
    }

    /** Reads the legacy {@code functions} that stand next. */
    static List<Tool> legacy(JsonReader in) {
        List<Tool> tools = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            ToolReader reader = new ToolReader();
            reader.payload("function", in);
            Faults.requireText(reader.function.getName(), in.path() + ".name");
            tools.add(reader.tool());
        }
        return tools;
    }

    /** The object that stands next, as text. */
    static String object(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            throw in.unexpected("an object");
        }
        return in.raw();
    }

    private void type(String word) {
        type = word;
        extras.keep("type", word);
    }

    private void payload(String name, JsonReader in) {
        Extras inner = new Extras();
        PAYLOAD.read(in, function, inner);
        extras.keep(name, inner);
        payload = name;
    }

    private Tool build(String path) {
        switch (type) {
            case "function" -> extras.forget("type");
            case "custom" -> {}
            case "" -> throw Faults.missing(path + ".type");
            default -> {
                return Tool.newBuilder().setOpaque(opaque()).build();
            }
        }
        if (!type.equals(payload)) {
            throw Faults.missing(path + '.' + type);
        }
        Faults.requireText(function.getName(), path + '.' + type + ".name");
        return tool();
    }

    private Opaque opaque() {
        return Opaque.newBuilder()
                .setDialect(OpenAiDialect.NAME)
                .setType(type)
                .setJson(extras.json())
                .build();
    }

    private Tool tool() {
        Tool.Builder tool = Tool.newBuilder().setFunction(function);
        extras.addTo(OpenAiDialect.NAME, tool::addExtensions);
        return tool.build();
    }
}
