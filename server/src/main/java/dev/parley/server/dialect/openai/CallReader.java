package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tool calls of an assistant's turn: functions, custom tools and the legacy form. */
final class CallReader {
    private static final Shape<CallReader> CALL = new Shape<CallReader>()
            .with("id", (in, to) -> to.call.setCallId(in.string()))
            .with("type", (in, to) -> to.type = in.string())
            .with("function", (in, to) -> to.payload("function", in))
            .with("custom", (in, to) -> to.payload("custom", in))
            .with(ExtraContent.NAME, (in, to) -> to.extra(in));
    private static final Shape<ToolCall.Builder> PAYLOAD = new Shape<ToolCall.Builder>()
            .with("name", (in, to) -> to.setName(in.string()))
            .with("arguments", (in, to) -> to.setArgumentsJson(arguments(in)))
            .with("input", (in, to) -> to.setRawInput(in.string()));

    private final ToolCall.Builder call = ToolCall.newBuilder();
    private final Extras extras = new Extras();
    private String type = "function";
    private String signature = "";
    private @Nullable String payload;

    private CallReader() {}

    /** Reads the list that stands next. */
    static List<Part> list(JsonReader in) {
        List<Part> calls = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            CallReader reader = new CallReader();
            CALL.read(in, reader, reader.extras);
            calls.add(reader.build(in.path()));
        }
        return calls;
    }

    /** Reads a legacy {@code function_call}, which has no id: it is given this one. */
    static Part legacy(JsonReader in, String id) {
        CallReader reader = new CallReader();
        reader.payload("function", in);
        reader.call.setCallId(id);
        Faults.requireText(reader.call.getName(), in.path() + ".name");
        return Part.newBuilder().setToolCall(reader.call).build();
    }

    private void payload(String name, JsonReader in) {
        Extras inner = new Extras();
        PAYLOAD.read(in, call, inner);
        extras.keep(name, inner);
        payload = name;
    }

    /** A signature, and perhaps more, which is kept. */
    private void extra(JsonReader in) {
        String json = in.raw();
        signature = ExtraContent.read(json);
        if (signature.isEmpty()) {
            extras.keepRaw(ExtraContent.NAME, json);
        } else {
            extras.keep(ExtraContent.NAME, ExtraContent.others(json));
        }
    }

    /** Mostly a string; some hosts give the object itself. */
    private static String arguments(JsonReader in) {
        return in.type() == JsonReader.Type.OBJECT ? in.raw() : in.string();
    }

    private Part build(String path) {
        if (!type.equals("function") && !type.equals("custom")) {
            throw Faults.invalid(path + ".type", '\'' + type + '\'', "function or custom");
        }
        if (!type.equals(payload)) {
            throw Faults.missing(path + '.' + type);
        }
        Faults.requireText(call.getCallId(), path + ".id");
        Faults.requireText(call.getName(), path + '.' + type + ".name");
        Part.Builder part = Part.newBuilder().setToolCall(call);
        if (!signature.isEmpty()) {
            part.setSignature(ExtraContent.signature(signature)).addExtensions(Form.EXTRA_CONTENT.mark());
        }
        extras.addTo(OpenAiDialect.NAME, part::addExtensions);
        return part.build();
    }
}
