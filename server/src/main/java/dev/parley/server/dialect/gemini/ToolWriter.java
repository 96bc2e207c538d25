package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolChoice;
import dev.parley.chat.v1.ToolChoice.Mode;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes tools and the choice among them, and reports what of both cannot be said. */
final class ToolWriter {
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";
    private static final String TOOL_CONFIG = "toolConfig";

    private final JsonWriter out;
    private final FunctionNames names;
    private final Drops drops;

    ToolWriter(JsonWriter out, FunctionNames names, Drops drops) {
        this.out = out;
        this.names = names;
        this.drops = drops;
    }

    void write(ChatRequest chat, MergedObject request) {
        List<Tool> tools = chat.getToolsList();
        Set<String> called = called(chat);
        if (tools.stream().anyMatch(GeminiLosses::sendable)) {
            request.name("tools").beginArray();
            functions(tools);
            tools(tools);
            out.endArray();
        } else if (!called.isEmpty()) {
            stubs(called, request);
            return;
        }
        report(tools);
        choice(chat, request);
    }

    /** Functions stand in one tool. */
    private void functions(List<Tool> tools) {
        if (tools.stream().noneMatch(Tool::hasFunction)) {
            return;
        }
        out.beginObject().name("functionDeclarations").beginArray();
        for (int i = 0; i < tools.size(); i++) {
            if (tools.get(i).hasFunction()) {
                function(tools.get(i), "tools[" + i + "].function");
            }
        }
        out.endArray().endObject();
    }

    private void tools(List<Tool> tools) {
        for (int i = 0; i < tools.size(); i++) {
            if (tools.get(i).hasOpaque() && GeminiLosses.sendable(tools.get(i))) {
                Verbatim.write(out, tools.get(i).getOpaque().getJson(), "tools[" + i + "].opaque.json");
            }
        }
    }

    private void function(Tool tool, String path) {
        FunctionTool function = tool.getFunction();
        MergedObject object = MergedObject.begin(out, GeminiDialect.NAME, tool.getExtensionsList());
        object.name("name").value(names.legal(function.getName()));
        object.text("description", function.getDescription());
        parameters(function, path, object);
        object.end();
    }

    private void parameters(FunctionTool function, String path, MergedObject object) {
        if (function.getSchemaJson().isEmpty()) {
            object.name("parameters").raw(NO_PARAMETERS);
            return;
        }
        String place = path + ".schema_json";
        Verbatim.check(function.getSchemaJson(), place);
        GeminiSchema schema = GeminiSchema.ofParameters(function.getSchemaJson());
        drop(schema.lost(), place);
        object.name(schema.plain() ? "parametersJsonSchema" : "parameters").raw(schema.json());
    }

    /**
     * Hosts want the functions declared that the conversation has called, even if none may be called now (E-TOOL-14).
     */
    private void stubs(Set<String> called, MergedObject request) {
        request.name("tools").beginArray().beginObject();
        out.name("functionDeclarations").beginArray();
        for (String name : called) {
            out.beginObject().field("name", names.legal(name));
            out.name("parameters").raw(NO_PARAMETERS).endObject();
        }
        out.endArray().endObject().endArray();
        calling("NONE", List.of(), request);
    }

    private static Set<String> called(ChatRequest chat) {
        Set<String> names = new LinkedHashSet<>();
        chat.getMessagesList().stream()
                .flatMap(message -> message.getPartsList().stream())
                .filter(Part::hasToolCall)
                .forEach(part -> names.add(part.getToolCall().getName()));
        return names;
    }

    private void report(List<Tool> tools) {
        for (int i = 0; i < tools.size(); i++) {
            Tool tool = tools.get(i);
            String path = "tools[" + i + ']';
            drops.foreign(tool.getExtensionsList(), GeminiDialect.NAME, path);
            drop(tool.hasOpaque() && !GeminiLosses.sendable(tool), path + ".opaque");
            drop(tool.getFunction().getStrict(), path + ".function.strict");
            drop(tool.hasCache(), path + ".cache");
        }
    }

    /** Hosts refuse a choice where there is no function, or of a function that they do not get. */
    private void choice(ChatRequest chat, MergedObject request) {
        ToolChoice choice = chat.getToolChoice();
        drop(choice.hasParallel() && !choice.getParallel(), "tool_choice.parallel");
        if (choice.getMode() == Mode.MODE_UNSPECIFIED) {
            return;
        }
        Set<String> declared = new LinkedHashSet<>();
        chat.getToolsList().stream()
                .filter(Tool::hasFunction)
                .forEach(tool -> declared.add(tool.getFunction().getName()));
        if (declared.isEmpty() || !declared.containsAll(choice.getNamesList())) {
            boolean limits = choice.getMode() == Mode.MODE_REQUIRED || choice.getNamesCount() > 0;
            drop(limits, "tool_choice");
            return;
        }
        calling(mode(choice), choice.getNamesList(), request);
    }

    private void calling(String mode, List<String> only, MergedObject request) {
        MergedObject config = request.inner(TOOL_CONFIG);
        MergedObject calling = config.inner("functionCallingConfig");
        calling.name("mode").value(mode);
        if (!only.isEmpty()) {
            calling.name("allowedFunctionNames").beginArray();
            only.forEach(name -> out.value(names.legal(name)));
            out.endArray();
        }
        calling.end();
        config.end();
    }

    /** A choice among some functions that may also be none is the mode that keeps to what is allowed. */
    private static String mode(ToolChoice choice) {
        return switch (choice.getMode()) {
            case MODE_NONE -> "NONE";
            case MODE_REQUIRED -> "ANY";
            case MODE_AUTO, MODE_UNSPECIFIED, UNRECOGNIZED -> choice.getNamesCount() > 0 ? "VALIDATED" : "AUTO";
        };
    }

    private void drop(boolean lost, String path) {
        if (lost) {
            drops.add(path);
        }
    }
}
