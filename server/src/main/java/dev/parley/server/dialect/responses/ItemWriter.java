package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Thought;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Verbatim;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes the items of an assistant's turn. */
final class ItemWriter {
    private final JsonWriter out;
    private final View view;
    private final boolean begun;

    private ItemWriter(JsonWriter out, View view, boolean begun) {
        this.out = out;
        this.view = view;
        this.begun = begun;
    }

    /** For whole items. */
    ItemWriter(JsonWriter out, View view) {
        this(out, view, false);
    }

    /** The JSON of one item. */
    static String json(Item item, String id, String status, View view) {
        return text(out -> new ItemWriter(out, view).write(item, id, status));
    }

    /** The JSON of one item that has only begun: without content. */
    static String begun(Item item, String id, View view) {
        return text(out -> new ItemWriter(out, view, true).write(item, id, Form.IN_PROGRESS.word()));
    }

    private static String text(Consumer<JsonWriter> body) {
        return new String(JsonWriter.document(body), StandardCharsets.UTF_8);
    }

    /** Writes one item. */
    void write(Item item, String id, String status) {
        Part first = item.parts().getFirst();
        if (item.type() == null) {
            Verbatim.write(out, first.getOpaque().getJson(), "opaque.json");
            return;
        }
        boolean message = item.type() == ItemType.MESSAGE;
        MergedObject object = MergedObject.begin(
                out,
                ResponsesDialect.NAME,
                message ? ItemFields.inside(ItemFields.ITEM, first.getExtensionsList()) : first.getExtensionsList());
        object.name("id").value(id);
        object.name("type").value(item.type().word());
        if (item.type() != ItemType.REASONING || !status.equals(Form.COMPLETED.word())) {
            object.name("status").value(Form.status(first.getExtensionsList(), status));
        }
        switch (item.type()) {
            case MESSAGE -> message(begun ? List.of() : item.parts(), object);
            case REASONING -> reasoning(first, object);
            case FUNCTION_CALL, CUSTOM_TOOL_CALL -> call(first, item.type(), object);
            case IMAGE_GENERATION_CALL -> image(first.getMedia(), object);
            case FUNCTION_CALL_OUTPUT, CUSTOM_TOOL_CALL_OUTPUT, ITEM_REFERENCE ->
                throw new IllegalArgumentException("not said by an assistant: " + item.type());
        }
        object.end();
    }

    private void message(List<Part> parts, MergedObject object) {
        object.name("role").value("assistant");
        object.name("content");
        new ContentWriter(out).output(parts);
    }

    /** Writes what a reasoning item has of its own. */
    void reasoning(Part part, MergedObject object) {
        Thought thought = part.getThought();
        boolean summarized = view.summarizes(part);
        if (!object.hasExtra("summary")) {
            List<String> summaries = new ArrayList<>(summarized ? said(thought) : List.of());
            summaries.addAll(thought.getSummariesList());
            object.name("summary");
            texts("summary_text", summaries);
        }
        if (!object.hasExtra("content") && !summarized && !thought.getText().isEmpty()) {
            object.name("content");
            texts("reasoning_text", said(thought));
        }
        if (view.encrypted()) {
            object.text("encrypted_content", EncryptedContent.text(part));
        }
    }

    private static List<String> said(Thought thought) {
        return thought.getText().isEmpty() ? List.of() : List.of(thought.getText());
    }

    private void texts(String type, List<String> texts) {
        out.beginArray();
        texts.forEach(text ->
                out.beginObject().field("type", type).field("text", text).endObject());
        out.endArray();
    }

    /** Writes what a call has of its own. */
    void call(Part part, ItemType type, MergedObject object) {
        ToolCall call = part.getToolCall();
        ToolNames.Name name =
                ToolNames.of(part.getExtensionsList(), view.tools().named(call.getName()));
        object.name("call_id").value(call.getCallId());
        object.text("namespace", name.namespace());
        object.name("name").value(name.name());
        if (type == ItemType.FUNCTION_CALL) {
            object.name("arguments").value(arguments(call));
        } else {
            object.name("input")
                    .value(call.hasRawInput() ? call.getRawInput() : CustomInput.unwrap(call.getArgumentsJson()));
        }
    }

    private String arguments(ToolCall call) {
        return call.getArgumentsJson().isEmpty() && !begun ? "{}" : call.getArgumentsJson();
    }

    /** An image that has only an address is told by a field that the API does not have. */
    private void image(Media image, MergedObject object) {
        if (begun || image.hasUri()) {
            object.name("result").nullValue();
            object.text("url", image.getUri());
        } else {
            object.name("result").value(DataUri.encode(image.getData()));
        }
    }
}
