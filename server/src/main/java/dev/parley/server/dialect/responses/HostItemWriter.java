package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.CallId;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.List;

/** Writes what a model has said as items of a request. */
final class HostItemWriter {
    private static final int ID_MAX = 64;

    private final JsonWriter out;
    private final ItemWriter items;

    /** Other wires tell a summary as the thought's text; they lose the item's id. */
    HostItemWriter(JsonWriter out, ToolNames tools) {
        this.out = out;
        this.items = new ItemWriter(out, new View(tools, true, true));
    }

    /** Writes one item. */
    void write(Item item) {
        Part first = item.parts().getFirst();
        if (item.type() == null) {
            out.raw(first.getOpaque().getJson());
            return;
        }
        List<Extension> forms = first.getExtensionsList();
        boolean message = item.type() == ItemType.MESSAGE;
        MergedObject object = MergedObject.begin(
                out, ResponsesDialect.NAME, message ? ItemFields.inside(ItemFields.ITEM, forms) : forms);
        head(object, item.type(), first.getId(), forms);
        switch (item.type()) {
            case MESSAGE -> message(item.parts(), object);
            case REASONING -> items.reasoning(first, object);
            case FUNCTION_CALL, CUSTOM_TOOL_CALL -> items.call(legal(first), item.type(), object);
            case FUNCTION_CALL_OUTPUT, CUSTOM_TOOL_CALL_OUTPUT, IMAGE_GENERATION_CALL, ITEM_REFERENCE ->
                throw new IllegalArgumentException("not sent of an assistant: " + item.type());
        }
        object.end();
    }

    /** Writes what all items have. An id that hosts would not take for one of this type says nothing to them. */
    void head(MergedObject object, ItemType type, String id, List<Extension> forms) {
        if (!Form.TYPELESS.in(forms)) {
            object.name("type").value(type.word());
        }
        if (id.startsWith(type.idPrefix()) && id.length() <= ID_MAX) {
            object.name("id").value(id);
        }
        object.text("status", Form.status(forms, ""));
    }

    private void message(List<Part> parts, MergedObject object) {
        Part first = parts.getFirst();
        object.name("role").value("assistant");
        object.name("content");
        if (Form.CONTENT_STRING.in(first.getExtensionsList()) && parts.size() == 1 && first.hasText()) {
            out.value(first.getText().getText());
            return;
        }
        ContentWriter content = new ContentWriter(out);
        out.beginArray();
        for (Part part : parts) {
            if (part.getId().isEmpty() && part.hasText()) {
                text(part);
            } else {
                content.output(part);
            }
        }
        out.endArray();
    }

    /** A text that no host of this dialect made has none of the lists that theirs always have. */
    private void text(Part part) {
        MergedObject object = MergedObject.begin(out, ResponsesDialect.NAME, part.getExtensionsList());
        object.omit(ItemFields.ITEM);
        object.name("type").value("output_text");
        object.name("text").value(part.getText().getText());
        if (part.getText().getCitationsCount() > 0) {
            object.name("annotations");
            ResponsesCitation.write(part.getText().getCitationsList(), out);
        }
        object.end();
    }

    private static Part legal(Part call) {
        Part.Builder legal = call.toBuilder();
        legal.getToolCallBuilder().setCallId(CallId.legal(call.getToolCall().getCallId()));
        return legal.build();
    }
}
