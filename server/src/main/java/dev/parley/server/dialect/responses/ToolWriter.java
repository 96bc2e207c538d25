package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.codec.ChoiceMode;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the tools of a request, and the choice among them. */
final class ToolWriter {
    private static final String FUNCTION = "function";

    private final JsonWriter out;
    private final ToolNames names;
    private final boolean complete;
    private String open = "";
    private @Nullable MergedObject group;

    /** {@code complete} whether what is not set is written too, as answers repeat a request. */
    ToolWriter(JsonWriter out, ToolNames names, boolean complete) {
        this.out = out;
        this.names = names;
        this.complete = complete;
    }

    /** Writes those of this dialect as a list. */
    void tools(List<Tool> tools) {
        out.beginArray();
        for (int i = 0; i < tools.size(); i++) {
            Tool tool = tools.get(i);
            if (tool.hasFunction()) {
                function(tool, "tools[" + i + ']');
            } else if (tool.getOpaque().getDialect().equals(ResponsesDialect.NAME)) {
                enter("", List.of());
                Verbatim.write(out, tool.getOpaque().getJson(), "tools[" + i + "].opaque.json");
            }
        }
        enter("", List.of());
        out.endArray();
    }

    /** Writes the choice; it is auto where none was made. */
    void choice(ChatRequest chat, MergedObject response) {
        ToolChoice choice = chat.getToolChoice();
        List<String> chosen = choice.getNamesList();
        boolean single = choice.getMode() == Mode.MODE_REQUIRED && chosen.size() == 1;
        if (chosen.isEmpty() || choice.getMode() == Mode.MODE_NONE) {
            response.name("tool_choice").value(ChoiceMode.word(choice.getMode()));
        } else if (single && !Form.ALLOWED_TOOLS.in(chat.getExtensionsList())) {
            response.name("tool_choice");
            named(chosen.getFirst());
        } else {
            response.name("tool_choice")
                    .beginObject()
                    .field("type", ChoiceReader.ALLOWED_TOOLS)
                    .field("mode", ChoiceMode.word(choice.getMode()))
                    .name("tools")
                    .beginArray();
            chosen.forEach(this::named);
            out.endArray().endObject();
        }
    }

    private void function(Tool tool, String path) {
        FunctionTool function = tool.getFunction();
        ToolNames.Name name = names.named(function.getName());
        enter(name.namespace(), tool.getExtensionsList());
        MergedObject object = MergedObject.begin(out, ResponsesDialect.NAME, tool.getExtensionsList());
        object.omit(ToolReader.NAMESPACE);
        boolean custom = names.custom(function.getName());
        object.name("type").value(custom ? ToolReader.CUSTOM : FUNCTION);
        object.name("name").value(name.name());
        object.text("description", function.getDescription());
        if (!custom) {
            parameters(function, object, path);
        }
        object.end();
    }

    private void parameters(FunctionTool function, MergedObject object, String path) {
        if (!function.getSchemaJson().isEmpty()) {
            object.name("parameters");
            Verbatim.write(out, function.getSchemaJson(), path + ".function.schema_json");
        } else if (complete) {
            object.name("parameters").nullValue();
        }
        if (function.hasStrict()) {
            object.name("strict").value(function.getStrict());
        } else if (complete) {
            object.name("strict").nullValue();
        }
    }

    /** Goes into this namespace; into none if it is empty. */
    private void enter(String namespace, List<Extension> ofTool) {
        if (namespace.equals(open)) {
            return;
        }
        if (group != null) {
            out.endArray();
            group.end();
            group = null;
        }
        open = namespace;
        if (!namespace.isEmpty()) {
            group = MergedObject.begin(out, ResponsesDialect.NAME, ItemFields.inside(ToolReader.NAMESPACE, ofTool));
            group.name("type").value(ToolReader.NAMESPACE);
            group.name("name").value(namespace);
            if (!group.hasExtra("description")) {
                group.name("description").value("");
            }
            group.name("tools").beginArray();
        }
    }

    private void named(String flat) {
        out.beginObject()
                .field("type", names.custom(flat) ? ToolReader.CUSTOM : FUNCTION)
                .field("name", names.named(flat).name())
                .endObject();
    }
}
