package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.server.dialect.codec.CallPairs;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.dialect.codec.TextOrParts;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code messages} of a request; one reader a message. */
final class MessageReader {
    private static final Shape<MessageReader> FIELDS = new Shape<MessageReader>()
            .with("role", (in, to) -> to.role = in.string())
            .with("content", (in, to) -> to.content = RequestContent.read(in));

    private final Extras extras = new Extras();
    private String role = "";
    private @Nullable TextOrParts content;

    private MessageReader() {}

    /** Reads the list that stands next. */
    static List<ChatMessage> list(JsonReader in) {
        List<ChatMessage> messages = new ArrayList<>();
        CallPairs pairs = new CallPairs();
        String before = "";
        in.beginArray();
        while (in.nextElement()) {
            MessageReader message = new MessageReader();
            FIELDS.read(in, message, message.extras);
            messages.add(message.build(in.path(), before, pairs));
            before = message.role;
        }
        pairs.requireResults();
        return messages;
    }

    /** The {@code system} that stands next; null if it says nothing. */
    static @Nullable ChatMessage system(JsonReader in) {
        TextOrParts content = RequestContent.read(in);
        check(Role.ROLE_SYSTEM, content.parts(), in.path());
        return content.parts().isEmpty()
                ? null
                : message(Role.ROLE_SYSTEM, content).build();
    }

    private static ChatMessage.Builder message(Role role, TextOrParts content) {
        ChatMessage.Builder message = ChatMessage.newBuilder().setRole(role).addAllParts(content.parts());
        return RequestContent.isNeedlessList(content) ? message.addExtensions(ClaudeForm.LIST.mark()) : message;
    }

    private ChatMessage build(String path, String before, CallPairs pairs) {
        Faults.requireText(role, path + ".role");
        TextOrParts said = Faults.require(content, path + ".content");
        Role kind = kind(path, said.parts());
        check(kind, said.parts(), path + ".content");
        pair(said.parts(), path + ".content", role.equals(before), pairs);
        ChatMessage.Builder message = message(kind, said);
        if (kind == Role.ROLE_SYSTEM) {
            message.addExtensions(ClaudeForm.SYSTEM_TURN.mark());
        }
        if (role.equals(before)) {
            message.addExtensions(ClaudeForm.SEPARATE.mark());
        }
        extras.addTo(ClaudeDialect.NAME, message::addExtensions);
        return message.build();
    }

    private Role kind(String path, List<Part> parts) {
        return switch (role) {
            case "user" -> resultsOnly(parts) ? Role.ROLE_TOOL : Role.ROLE_USER;
            case "assistant" -> Role.ROLE_ASSISTANT;
            case "system" -> Role.ROLE_SYSTEM;
            default -> throw Faults.invalid(path + ".role", '\'' + role + '\'', "user, assistant or system");
        };
    }

    private static boolean resultsOnly(List<Part> parts) {
        return !parts.isEmpty() && parts.stream().allMatch(Part::hasToolResult);
    }

    private static void check(Role role, List<Part> parts, String path) {
        for (int i = 0; i < parts.size(); i++) {
            String at = path + '[' + i + ']';
            switch (parts.get(i).getKindCase()) {
                case TOOL_CALL -> require(role == Role.ROLE_ASSISTANT, at, "tool_use", "assistant");
                case THOUGHT -> require(role == Role.ROLE_ASSISTANT, at, "thinking", "assistant");
                case TOOL_RESULT ->
                    require(role == Role.ROLE_TOOL || role == Role.ROLE_USER, at, "tool_result", "user");
                case TEXT, MEDIA, REFUSAL, OPAQUE, KIND_NOT_SET -> {}
            }
        }
    }

    private static void require(boolean fits, String path, String block, String role) {
        if (!fits) {
            throw new JsonException(
                    path, "'%s' is a %s block (expected: in %s messages only).".formatted(path, block, role));
        }
    }

    /** Calls, and their results, may come in several messages of one role on end, which count as one turn. */
    private static void pair(List<Part> parts, String path, boolean goesOn, CallPairs pairs) {
        boolean answers = false;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).hasToolResult()) {
                String id = parts.get(i).getToolResult().getCallId();
                answers = true;
                if (!pairs.answered(id)) {
                    String at = path + '[' + i + "].tool_use_id";
                    throw Faults.invalid(at, '\'' + id + '\'', "the id of a tool_use block before it");
                }
            }
        }
        if (!answers && !goesOn) {
            pairs.requireResults();
        }
        pairs.called(path, parts);
    }
}
