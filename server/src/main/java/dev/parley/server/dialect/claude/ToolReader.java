package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.CacheHint;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Tool;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/** Reads tools: those that the caller runs, and the provider's own, which are opaque. */
final class ToolReader {
    private static final String CUSTOM = "custom";
    private static final Shape<ToolReader> TOOL = new Shape<ToolReader>()
            .with("type", (in, to) -> to.typed(in))
            .with("name", (in, to) -> to.function.setName(in.string()))
            .with("description", (in, to) -> to.function.setDescription(in.string()))
            .with("input_schema", (in, to) -> to.function.setSchemaJson(object(in)))
            .with("strict", (in, to) -> to.function.setStrict(in.bool()))
            .with(CacheControl.NAME, (in, to) -> to.cache(in));

    private final Tool.Builder tool = Tool.newBuilder();
    private final FunctionTool.Builder function = FunctionTool.newBuilder();
    private final Extras extras = new Extras();

    private ToolReader() {}

    /** Reads the {@code tools} that stand next. */
    static List<Tool> list(JsonReader in) {
        List<Tool> tools = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            tools.add(read(in));
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

    private static Tool read(JsonReader in) {
        String type = in.type() == JsonReader.Type.OBJECT ? in.peek("type") : "";
        return type.isEmpty() || type.equals(CUSTOM) ? new ToolReader().custom(in) : opaque(type, in);
    }

    private static Tool opaque(String type, JsonReader in) {
        Opaque.Builder block =
                Opaque.newBuilder().setDialect(ClaudeDialect.NAME).setType(type).setJson(in.raw());
        return Tool.newBuilder().setOpaque(block).build();
    }

    private Tool custom(JsonReader in) {
        TOOL.read(in, this, extras);
        Faults.requireText(function.getName(), in.path() + ".name");
        tool.setFunction(function);
        extras.addTo(ClaudeDialect.NAME, tool::addExtensions);
        return tool.build();
    }

    private void typed(JsonReader in) {
        in.string();
        tool.addExtensions(ClaudeForm.CUSTOM_TYPE.mark());
    }

    private void cache(JsonReader in) {
        CacheHint hint = CacheControl.read(in, extras);
        if (hint != null) {
            tool.setCache(hint);
        }
    }
}
