package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.dialect.codec.CallId;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.ToolFailure;
import dev.parley.server.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages. A message that holds tool results becomes a tool message for each, before its other parts
 * (E-ROLE-5).
 */
final class MessageWriter {
    private final JsonWriter out;
    private final PartWriter parts;

    MessageWriter(JsonWriter out) {
        this.out = out;
        this.parts = new PartWriter(out);
    }

    void write(ChatMessage message) {
        List<Part> results = new ArrayList<>();
        Turn turn = new Turn();
        for (Part part : message.getPartsList()) {
            if (!Losses.sendable(part, message.getRole())) {
                continue;
            }
            if (part.hasToolResult()) {
                results.add(part);
            } else {
                turn.add(part);
            }
        }
        boolean resultsOnly = !results.isEmpty() && turn.isEmpty();
        for (Part part : results) {
            boolean last = part == results.getLast();
            result(message, part.getToolResult(), resultsOnly && last ? message.getExtensionsList() : List.of());
        }
        if (!resultsOnly) {
            turn(message, turn);
        }
    }

    private void result(ChatMessage message, ToolResult result, List<Extension> extensions) {
        MergedObject object = MergedObject.begin(out, OpenAiDialect.NAME, extensions);
        object.name("role").value("tool");
        object.name("tool_call_id").value(CallId.legal(result.getCallId()));
        if (message.getRole() == Role.ROLE_TOOL) {
            object.text("name", message.getName());
        }
        object.name("content");
        content(texts(result), Form.CONTENT_LIST.in(message.getExtensionsList()));
        object.end();
    }

    private static List<Part> texts(ToolResult result) {
        List<Part> texts = new ArrayList<>();
        for (Part part : result.getContentList()) {
            if (part.hasText()) {
                texts.add(part);
            }
        }
        return result.getIsError() ? ToolFailure.marked(texts) : texts;
    }

    private void turn(ChatMessage message, Turn turn) {
        MergedObject object = MergedObject.begin(out, OpenAiDialect.NAME, message.getExtensionsList());
        object.name("role").value(word(message.getRole()));
        object.text("name", message.getName());
        turn.writeThoughts(object);
        object.name("content");
        if (turn.content.isEmpty() && isNull(message, !turn.isEmpty() || object.hasExtras())) {
            out.nullValue();
        } else {
            content(turn.content, Form.CONTENT_LIST.in(message.getExtensionsList()));
        }
        if (turn.refusal != null) {
            object.name("refusal").value(turn.refusal);
        }
        if (!turn.calls.isEmpty()) {
            object.name("tool_calls");
            parts.calls(turn.calls);
        }
        object.end();
    }

    /** Without content, an assistant's turn that says something else has null; any other has an empty string. */
    private static boolean isNull(ChatMessage message, boolean saysElse) {
        List<Extension> forms = message.getExtensionsList();
        boolean chosen = Form.CONTENT_LIST.in(forms) || Form.CONTENT_EMPTY.in(forms);
        return message.getRole() == Role.ROLE_ASSISTANT && saysElse && !chosen;
    }

    private void content(List<Part> content, boolean list) {
        if (list || !Content.plain(content)) {
            parts.content(content);
        } else {
            out.value(content.isEmpty() ? "" : content.getFirst().getText().getText());
        }
    }

    private static String word(Role role) {
        return switch (role) {
            case ROLE_SYSTEM -> "system";
            case ROLE_DEVELOPER -> "developer";
            case ROLE_ASSISTANT -> "assistant";
            case ROLE_USER, ROLE_TOOL, ROLE_UNSPECIFIED, UNRECOGNIZED -> "user";
        };
    }
}
