package dev.parley.server.dialect.responses;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a conversation as a request's input items. A message that holds tool results becomes an item for each, before
 * its other parts (E-ROLE-5).
 */
final class HostInputWriter {
    private final JsonWriter out;
    private final HostItemWriter items;
    private final ContentWriter content;
    private final ToolNames tools;
    private final Set<String> customCalls = new HashSet<>();

    HostInputWriter(JsonWriter out, ToolNames tools) {
        this.out = out;
        this.tools = tools;
        this.items = new HostItemWriter(out, tools);
        this.content = new ContentWriter(out);
    }

    /** Writes a message that {@link HostConversation} made. */
    void write(ChatMessage message) {
        if (message.getRole() == Role.ROLE_ASSISTANT) {
            Item.of(message.getPartsList(), tools).forEach(this::said);
            return;
        }
        List<Part> asked = new ArrayList<>();
        for (Part part : message.getPartsList()) {
            if (part.hasToolResult()) {
                result(part);
            } else if (part.hasOpaque()) {
                out.raw(part.getOpaque().getJson());
            } else {
                asked.add(part);
            }
        }
        if (!asked.isEmpty() || message.getPartsCount() == 0) {
            message(message, asked);
        }
    }

    private void said(Item item) {
        if (item.type() == ItemType.CUSTOM_TOOL_CALL) {
            customCalls.add(item.parts().getFirst().getToolCall().getCallId());
        }
        items.write(item);
    }

    private void message(ChatMessage message, List<Part> parts) {
        List<Extension> forms = message.getExtensionsList();
        MergedObject object = MergedObject.begin(out, ResponsesDialect.NAME, forms);
        items.head(object, ItemType.MESSAGE, message.getId(), forms);
        object.name("role").value(word(message.getRole()));
        object.name("content");
        content.result(parts, !Form.CONTENT_STRING.in(forms));
        object.end();
    }

    private void result(Part part) {
        ToolResult result = part.getToolResult();
        List<Extension> forms = part.getExtensionsList();
        boolean custom = Form.CUSTOM.in(forms) || customCalls.contains(result.getCallId());
        MergedObject object = MergedObject.begin(out, ResponsesDialect.NAME, forms);
        items.head(
                object, custom ? ItemType.CUSTOM_TOOL_CALL_OUTPUT : ItemType.FUNCTION_CALL_OUTPUT, part.getId(), forms);
        object.name("call_id").value(CallId.legal(result.getCallId()));
        object.name("output");
        List<Part> told = result.getContentList();
        content.result(result.getIsError() ? ToolFailure.marked(told) : told, Form.OUTPUT_LIST.in(forms));
        object.end();
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
