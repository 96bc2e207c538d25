package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.dialect.codec.CallPairs;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.dialect.codec.TextOrParts;
import dev.parley.server.json.JsonReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one message of any role; one reader a message. */
final class MessageReader {
    private static final Shape<MessageReader> FIELDS = new Shape<MessageReader>()
            .with("role", (in, to) -> to.role = in.string())
            .with("content", (in, to) -> to.content = Content.read(in))
            .with("name", (in, to) -> to.name = in.string())
            .with("tool_call_id", (in, to) -> to.callId = in.string())
            .with("tool_calls", (in, to) -> to.calls = CallReader.list(in))
            .with("function_call", (in, to) -> to.calls = List.of(CallReader.legacy(in, to.pairs.newId())))
            .with("refusal", (in, to) -> to.refusal = in.string())
            .with("reasoning_content", (in, to) -> to.reasoning.content(in))
            .with("reasoning", (in, to) -> to.reasoning.reasoning(in))
            .with("reasoning_details", (in, to) -> to.reasoning.details(in));

    private final CallPairs pairs;
    private final Extras extras = new Extras();
    private final ReasoningReader reasoning = new ReasoningReader();
    private final ChatMessage.Builder message = ChatMessage.newBuilder();
    private String role = "";
    private String name = "";
    private String callId = "";
    private @Nullable TextOrParts content;
    private @Nullable String refusal;
    private List<Part> calls = List.of();

    private MessageReader(CallPairs pairs) {
        this.pairs = pairs;
    }

    /** Reads the message that stands next; {@code loose} as {@link OpenAiStyle#looseMessages()}. */
    static ChatMessage read(JsonReader in, CallPairs pairs, boolean loose) {
        MessageReader message = new MessageReader(pairs);
        message.role = loose ? "user" : "";
        if (loose && in.type() == JsonReader.Type.STRING) {
            message.content = Content.read(in);
        } else {
            FIELDS.read(in, message, message.extras);
        }
        return message.build(in);
    }

    private ChatMessage build(JsonReader in) {
        switch (role) {
            case "system" -> turn(Role.ROLE_SYSTEM);
            case "developer" -> turn(Role.ROLE_DEVELOPER);
            case "user" -> turn(Role.ROLE_USER);
            case "assistant" -> assistant(in);
            case "tool" -> result(callId, "tool_call_id", in);
            case "function" -> result(pairs.openCall(name), "name", in);
            case "" -> throw Faults.missing(in.path() + ".role");
            default ->
                throw Faults.invalid(
                        in.path() + ".role",
                        '\'' + role + '\'',
                        "system, developer, user, assistant, tool or function");
        }
        if (!role.equals("function")) {
            message.setName(name);
        }
        extras.addTo(OpenAiDialect.NAME, message::addExtensions);
        return message.build();
    }

    private void turn(Role kind) {
        pairs.requireResults();
        message.setRole(kind).addAllParts(parts());
    }

    private void assistant(JsonReader in) {
        turn(Role.ROLE_ASSISTANT);
        Part thought = reasoning.part();
        if (thought != null) {
            message.addParts(0, thought);
        }
        if (refusal != null) {
            message.addParts(Part.newBuilder().setRefusal(Refusal.newBuilder().setText(refusal)));
        }
        message.addAllParts(calls);
        boolean more = message.getPartsCount() > 0 || !extras.isEmpty();
        if (more && content != null && content.parts().isEmpty() && !content.list()) {
            message.addExtensions(Form.CONTENT_EMPTY.mark());
        }
        pairs.called(in.path() + ".tool_calls", calls);
    }

    private void result(String id, String field, JsonReader in) {
        if (!pairs.answered(id)) {
            String path = in.path() + '.' + field;
            String found = field.equals("name") ? name : Faults.requireText(id, path);
            throw Faults.invalid(path, '\'' + found + '\'', "a call of an assistant message before it");
        }
        message.setRole(Role.ROLE_TOOL)
                .addParts(Part.newBuilder()
                        .setToolResult(ToolResult.newBuilder()
                                .setCallId(id)
                                .setName(name)
                                .addAllContent(parts())));
    }

    private List<Part> parts() {
        if (content == null) {
            return List.of();
        }
        if (content.list() && Content.plain(content.parts())) {
            message.addExtensions(Form.CONTENT_LIST.mark());
        }
        return content.parts();
    }
}
