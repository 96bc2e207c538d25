package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.ToolResult;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the items that were a request's input, all in one form, as the API lists them. */
final class InputListWriter {
    /** A caller's own items are shown with all it said. */
    private static final View VIEW = new View(new ToolNames(List.of()), true, false);

    private final JsonWriter out;
    private final ItemIds ids;
    private @Nullable String first;
    private @Nullable String last;
    private int index;

    private InputListWriter(JsonWriter out, ItemIds ids) {
        this.out = out;
        this.ids = ids;
    }

    static byte[] write(String responseId, List<ChatMessage> messages) {
        ItemIds ids = new ItemIds(ItemIds.ofAnswer(responseId).stem() + "_in");
        return JsonWriter.document(out -> new InputListWriter(out, ids).list(messages));
    }

    private void list(List<ChatMessage> messages) {
        out.beginObject().field("object", "list").name("data").beginArray();
        messages.forEach(this::message);
        out.endArray();
        nullable("first_id", first);
        nullable("last_id", last);
        out.field("has_more", false).endObject();
    }

    private void message(ChatMessage message) {
        switch (message.getRole()) {
            case ROLE_ASSISTANT -> {
                for (Item item : Item.of(message.getPartsList(), VIEW.tools())) {
                    String id = id(item.parts().getFirst().getId(), item.type());
                    new ItemWriter(out, VIEW).write(item, id, Form.COMPLETED.word());
                }
            }
            case ROLE_SYSTEM, ROLE_DEVELOPER, ROLE_USER, ROLE_TOOL, ROLE_UNSPECIFIED, UNRECOGNIZED -> {
                List<Part> items = message.getPartsList().stream()
                        .filter(part -> part.hasToolResult() || part.hasOpaque())
                        .toList();
                items.forEach(this::item);
                if (items.size() < message.getPartsCount()) {
                    turn(message);
                }
            }
        }
    }

    private void item(Part part) {
        if (part.hasToolResult()) {
            result(part);
        } else if (Item.exists(part)) {
            opaque(part);
        }
    }

    private void opaque(Part part) {
        id(part.getId(), null);
        out.raw(part.getOpaque().getJson());
    }

    private void turn(ChatMessage message) {
        String role = message.getRole().name().substring("ROLE_".length()).toLowerCase(Locale.ROOT);
        MergedObject object = begin(message.getId(), ItemType.MESSAGE, message.getExtensionsList());
        object.name("role").value(role);
        object.name("content");
        new ContentWriter(out).input(message.getPartsList());
        object.end();
    }

    private void result(Part part) {
        ToolResult result = part.getToolResult();
        List<Extension> forms = part.getExtensionsList();
        ItemType type = Form.CUSTOM.in(forms) ? ItemType.CUSTOM_TOOL_CALL_OUTPUT : ItemType.FUNCTION_CALL_OUTPUT;
        MergedObject object = begin(part.getId(), type, forms);
        object.name("call_id").value(result.getCallId());
        object.name("output");
        new ContentWriter(out).result(result.getContentList(), Form.OUTPUT_LIST.in(forms));
        object.end();
    }

    private MergedObject begin(String given, ItemType type, List<Extension> extensions) {
        MergedObject object = MergedObject.begin(out, ResponsesDialect.NAME, extensions);
        object.name("id").value(id(given, type));
        object.name("type").value(type.word());
        object.name("status").value(Form.status(extensions, Form.COMPLETED.word()));
        return object;
    }

    private String id(String given, @Nullable ItemType type) {
        String id = ids.of(given, type, index++);
        first = first == null ? id : first;
        last = id;
        return id;
    }

    private void nullable(String name, @Nullable String id) {
        if (id == null) {
            out.name(name).nullValue();
        } else {
            out.field(name, id);
        }
    }
}
