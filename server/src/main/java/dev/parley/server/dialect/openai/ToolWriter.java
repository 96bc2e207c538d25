package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.codec.ChoiceMode;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes tools and the choice among them. */
final class ToolWriter {
    private final JsonWriter out;
    private final Map<String, String> types = new HashMap<>();

    ToolWriter(JsonWriter out) {
        this.out = out;
    }

    void write(ChatRequest chat, MergedObject request) {
        if (chat.getToolsList().stream().anyMatch(Losses::sendable)) {
            request.name("tools").beginArray();
            for (int i = 0; i < chat.getToolsCount(); i++) {
                if (Losses.sendable(chat.getTools(i))) {
                    tool(chat.getTools(i), "tools[" + i + ']');
                }
            }
            out.endArray();
        }
        if (Losses.choosable(chat)) {
            choice(chat, request);
        }
    }

    private void tool(Tool tool, String path) {
        if (tool.hasOpaque()) {
            Verbatim.write(out, tool.getOpaque().getJson(), path + ".opaque.json");
            return;
        }
        MergedObject object = MergedObject.begin(out, OpenAiDialect.NAME, tool.getExtensionsList());
        boolean custom = object.hasExtra("type");
        String type = custom ? "custom" : "function";
        types.put(tool.getFunction().getName(), type);
        object.name("type").value(type);
        MergedObject payload = object.inner(type);
        function(tool.getFunction(), custom, payload, path);
        payload.end();
        object.end();
    }

    private void function(FunctionTool function, boolean custom, MergedObject payload, String path) {
        payload.name("name").value(function.getName());
        payload.text("description", function.getDescription());
        if (!custom && !function.getSchemaJson().isEmpty()) {
            payload.name("parameters");
            Verbatim.write(out, function.getSchemaJson(), path + ".function.schema_json");
        }
        if (function.hasStrict()) {
            payload.name("strict").value(function.getStrict());
        }
    }

    private void choice(ChatRequest chat, MergedObject request) {
        ToolChoice choice = chat.getToolChoice();
        List<String> names = choice.getNamesList();
        boolean single = choice.getMode() == Mode.MODE_REQUIRED && names.size() == 1;
        if (names.isEmpty() || choice.getMode() == Mode.MODE_NONE) {
            if (choice.getMode() != Mode.MODE_UNSPECIFIED) {
                request.name("tool_choice").value(ChoiceMode.word(choice.getMode()));
            }
        } else if (single && !Form.ALLOWED_TOOLS.in(chat.getExtensionsList())) {
            request.name("tool_choice");
            named(names.getFirst());
        } else {
            allowed(choice, request);
        }
        if (choice.hasParallel()) {
            request.name("parallel_tool_calls").value(choice.getParallel());
        }
    }

    private void allowed(ToolChoice choice, MergedObject request) {
        MergedObject object = request.inner("tool_choice");
        object.name("type").value("allowed_tools");
        out.name("allowed_tools")
                .beginObject()
                .field("mode", ChoiceMode.word(choice.getMode()))
                .name("tools")
                .beginArray();
        choice.getNamesList().forEach(this::named);
        out.endArray().endObject();
        object.end();
    }

    private void named(String name) {
        String type = types.getOrDefault(name, "function");
        out.beginObject()
                .field("type", type)
                .name(type)
                .beginObject()
                .field("name", name)
                .endObject()
                .endObject();
    }
}
