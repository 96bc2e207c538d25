package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.dialect.codec.TextOrParts;
import dev.parley.server.json.JsonReader;
import java.util.List;

/** Reads the items that are one part each: reasoning, calls of tools, and what tools returned. */
final class PartItemReader {
    private static final Shape<PartItemReader> REASONING = common().with("summary", (in, to) -> to.summary.read(in))
            .with("content", (in, to) -> to.thoughts.read(in))
            .with("encrypted_content", (in, to) -> to.encrypted = in.string());
    private static final Shape<PartItemReader> CALL = common().with("call_id", (in, to) -> to.callId = in.string())
            .with("name", (in, to) -> to.name = in.string())
            .with("namespace", (in, to) -> to.namespace = in.string())
            .with("arguments", (in, to) -> to.input = in.string())
            .with("input", (in, to) -> to.input = in.string());
    private static final Shape<PartItemReader> OUTPUT = common().with("call_id", (in, to) -> to.callId = in.string())
            .with("name", (in, to) -> to.name = in.string())
            .with("output", (in, to) -> to.output(in));

    private final Part.Builder part = Part.newBuilder();
    private final Extras extras = new Extras();
    private final ReasoningTexts summary = new ReasoningTexts();
    private final ReasoningTexts thoughts = new ReasoningTexts();
    private final ToolResult.Builder result = ToolResult.newBuilder();
    private String encrypted = "";
    private String callId = "";
    private String name = "";
    private String namespace = "";
    private String input = "";

    private PartItemReader() {}

    private static Shape<PartItemReader> common() {
        return new Shape<PartItemReader>()
                .with("type", (in, to) -> in.skip())
                .with("id", (in, to) -> to.part.setId(in.string()))
                .with(
                        "status",
                        (in, to) ->
                                to.part.addExtensions(Form.ofStatus(in.string()).mark()));
    }

    /** Reads the item of this type that stands next. */
    static void read(ItemType type, JsonReader in, Turns turns) {
        PartItemReader reader = new PartItemReader();
        switch (type) {
            case REASONING -> {
                REASONING.read(in, reader, reader.extras);
                turns.assistant(List.of(reader.thought()));
            }
            case FUNCTION_CALL, CUSTOM_TOOL_CALL -> {
                CALL.read(in, reader, reader.extras);
                turns.assistant(List.of(reader.call(type, in.path())));
            }
            case FUNCTION_CALL_OUTPUT, CUSTOM_TOOL_CALL_OUTPUT -> {
                OUTPUT.read(in, reader, reader.extras);
                turns.result(reader.result(type, in.path()));
            }
            case MESSAGE, IMAGE_GENERATION_CALL, ITEM_REFERENCE ->
                throw new IllegalArgumentException("no item of one part: " + type);
        }
    }

    /** Several texts are one thought in the contract. */
    private Part thought() {
        if (summary.extended()) {
            extras.keepRaw("summary", summary.json());
        }
        if (thoughts.extended() || thoughts.texts().size() > 1) {
            extras.keepRaw("content", thoughts.json());
        }
        part.setThought(Thought.newBuilder()
                .setText(String.join("\n\n", thoughts.texts()))
                .addAllSummaries(summary.texts()));
        if (!encrypted.isEmpty()) {
            EncryptedContent.read(encrypted, part);
        }
        return built();
    }

    private Part call(ItemType type, String path) {
        ToolCall.Builder call = ToolCall.newBuilder()
                .setCallId(Faults.requireText(callId, path + ".call_id"))
                .setName(Faults.requireText(name, path + ".name"));
        if (!namespace.isEmpty()) {
            ToolNames.Name given = new ToolNames.Name(namespace, name);
            call.setName(given.flat());
            part.addExtensions(given.mark());
        }
        if (type == ItemType.CUSTOM_TOOL_CALL) {
            part.addExtensions(Form.CUSTOM.mark());
            call.setArgumentsJson(CustomInput.wrap(input));
        } else {
            call.setArgumentsJson(input);
        }
        part.setToolCall(call);
        return built();
    }

    private void output(JsonReader in) {
        TextOrParts content = ContentReader.content(in);
        result.addAllContent(content.parts());
        if (content.list() && ContentReader.plain(content.parts())) {
            part.addExtensions(Form.OUTPUT_LIST.mark());
        }
    }

    private Part result(ItemType type, String path) {
        part.setToolResult(result.setName(name).setCallId(Faults.requireText(callId, path + ".call_id")));
        if (type == ItemType.CUSTOM_TOOL_CALL_OUTPUT) {
            part.addExtensions(Form.CUSTOM.mark());
        }
        return built();
    }

    private Part built() {
        extras.addTo(ResponsesDialect.NAME, part::addExtensions);
        return part.build();
    }
}
