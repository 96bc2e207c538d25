package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes tools and the choice among them. */
final class ToolWriter {
    private static final String OBJECT_TYPE = "{\"type\":\"object\",";
    private static final String ANY_OBJECT = OBJECT_TYPE + "\"properties\":{}}";

    private final JsonWriter out;

    ToolWriter(JsonWriter out) {
        this.out = out;
    }

    void write(ChatRequest chat, MergedObject request) {
        List<Tool> tools = chat.getToolsList();
        if (tools.stream().anyMatch(ClaudeLosses::sendable)) {
            request.name("tools").beginArray();
            for (int i = 0; i < tools.size(); i++) {
                if (ClaudeLosses.sendable(tools.get(i))) {
                    tool(tools.get(i), "tools[" + i + ']');
                }
            }
            out.endArray();
            choice(chat.getToolChoice(), request);
            return;
        }
        request.omit("tool_choice");
        Set<String> called = called(chat);
        if (!called.isEmpty()) {
            stubs(called, request);
        } else if (ClaudeForm.NO_TOOLS.in(chat.getExtensionsList())) {
            request.name("tools").beginArray().endArray();
        }
    }

    /** Hosts want the tools declared that the conversation has called, even if none may be called now (E-TOOL-14). */
    private void stubs(Set<String> names, MergedObject request) {
        request.name("tools").beginArray();
        for (String name : names) {
            out.beginObject()
                    .field("name", name)
                    .name("input_schema")
                    .raw(ANY_OBJECT)
                    .endObject();
        }
        out.endArray();
        request.name("tool_choice").beginObject().field("type", "none").endObject();
    }

    private static Set<String> called(ChatRequest chat) {
        Set<String> names = new LinkedHashSet<>();
        chat.getMessagesList().stream()
                .flatMap(message -> message.getPartsList().stream())
                .filter(Part::hasToolCall)
                .forEach(part -> names.add(part.getToolCall().getName()));
        return names;
    }

    private void tool(Tool tool, String path) {
        if (tool.hasOpaque()) {
            Verbatim.write(out, tool.getOpaque().getJson(), path + ".opaque.json");
            return;
        }
        FunctionTool function = tool.getFunction();
        MergedObject object = MergedObject.begin(out, ClaudeDialect.NAME, tool.getExtensionsList());
        if (ClaudeForm.CUSTOM_TYPE.in(tool.getExtensionsList())) {
            object.name("type").value("custom");
        }
        object.name("name").value(function.getName());
        object.text("description", function.getDescription());
        object.name("input_schema").raw(schema(function.getSchemaJson(), path + ".function.schema_json"));
        if (function.hasStrict()) {
            object.name("strict").value(function.getStrict());
        }
        if (tool.hasCache()) {
            CacheControl.write(tool.getCache(), object, out);
        }
        object.end();
    }

    /** Hosts demand that a schema says it is an object's (E-TOOL-1). */
    private static String schema(String json, String path) {
        if (json.isEmpty()) {
            return ANY_OBJECT;
        }
        Verbatim.check(json, path);
        JsonReader in = JsonReader.of(json);
        String first = in.beginObject();
        if (first == null) {
            return ANY_OBJECT;
        }
        for (String name = first; name != null; name = in.nextField()) {
            if (name.equals("type")) {
                return json;
            }
            in.skip();
        }
        return OBJECT_TYPE + json.substring(json.indexOf('{') + 1);
    }

    private void choice(ToolChoice choice, MergedObject request) {
        boolean single = choice.hasParallel() && !choice.getParallel();
        if (choice.getMode() == Mode.MODE_UNSPECIFIED && !single) {
            return;
        }
        MergedObject object = request.inner("tool_choice");
        object.name("type").value(word(choice));
        if (choice.getNamesCount() > 0) {
            object.name("name").value(choice.getNames(0));
        }
        if (choice.hasParallel() && choice.getMode() != Mode.MODE_NONE) {
            object.name("disable_parallel_tool_use").value(single);
        }
        object.end();
    }

    private static String word(ToolChoice choice) {
        return switch (choice.getMode()) {
            case MODE_NONE -> "none";
            case MODE_REQUIRED -> choice.getNamesCount() > 0 ? "tool" : "any";
            case MODE_AUTO, MODE_UNSPECIFIED, UNRECOGNIZED -> "auto";
        };
    }
}
