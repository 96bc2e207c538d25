package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Tool;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads tools: functions, custom tools (functions with one text, see {@link CustomInput}), those of namespaces (see
 * {@link ToolNames}), and hosted tools, which are opaque.
 */
final class ToolReader {
    static final String CUSTOM = "custom";
    static final String NAMESPACE = "namespace";

    private static final String FUNCTION = "function";
    private static final Shape<FunctionTool.Builder> FIELDS = new Shape<FunctionTool.Builder>()
            .with("type", (in, to) -> in.skip())
            .with("name", (in, to) -> to.setName(in.string()))
            .with("description", (in, to) -> to.setDescription(in.string()))
            .with("parameters", (in, to) -> to.setSchemaJson(object(in)))
            .with("strict", (in, to) -> to.setStrict(in.bool()));
    private static final Shape<ToolReader> GROUP = new Shape<ToolReader>()
            .with("type", (in, to) -> in.skip())
            .with("name", (in, to) -> to.namespace = in.string())
            .with("tools", (in, to) -> to.all(in));

    private final List<Tool.Builder> tools = new ArrayList<>();
    private String namespace = "";

    private ToolReader() {}

    /** Reads the {@code tools} that stand next. */
    static List<Tool> list(JsonReader in) {
        ToolReader reader = new ToolReader();
        reader.all(in);
        return reader.tools.stream().map(Tool.Builder::build).toList();
    }

    /** The object that stands next, as text. */
    static String object(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            throw in.unexpected("an object");
        }
        return in.raw();
    }

    private void all(JsonReader in) {
        in.beginArray();
        while (in.nextElement()) {
            tool(in);
        }
    }

    private void tool(JsonReader in) {
        String type = in.peek("type");
        switch (type) {
            case FUNCTION, CUSTOM -> tools.add(function(in, type));
            case NAMESPACE -> namespace(in);
            default -> {
                String path = in.path() + ".type";
                String json = object(in);
                tools.add(Tool.newBuilder()
                        .setOpaque(Opaque.newBuilder()
                                .setDialect(ResponsesDialect.NAME)
                                .setType(Faults.requireText(type, path))
                                .setJson(json)));
            }
        }
    }

    private static Tool.Builder function(JsonReader in, String type) {
        Tool.Builder tool = Tool.newBuilder();
        Extras extras = new Extras();
        FIELDS.read(in, tool.getFunctionBuilder(), extras);
        Faults.requireText(tool.getFunction().getName(), in.path() + ".name");
        if (type.equals(CUSTOM)) {
            tool.getFunctionBuilder().setSchemaJson(CustomInput.SCHEMA);
            tool.addExtensions(Form.CUSTOM.mark());
        }
        extras.addTo(ResponsesDialect.NAME, tool::addExtensions);
        return tool;
    }

    /** The first tool of a namespace keeps what else is said of it. */
    private void namespace(JsonReader in) {
        ToolReader group = new ToolReader();
        Extras extras = new Extras();
        GROUP.read(in, group, extras);
        Faults.requireText(group.namespace, in.path() + ".name");
        Extras first = new Extras();
        first.keep(NAMESPACE, extras);
        for (Tool.Builder tool : group.tools) {
            if (tool.hasFunction()) {
                ToolNames.Name name =
                        new ToolNames.Name(group.namespace, tool.getFunction().getName());
                tool.getFunctionBuilder().setName(name.flat());
                tool.addExtensions(name.mark());
                first.addTo(ResponsesDialect.NAME, tool::addExtensions);
                first.forget(NAMESPACE);
            }
            tools.add(tool);
        }
    }
}
