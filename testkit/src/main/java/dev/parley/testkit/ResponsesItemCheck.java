package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One item of a stream: what its events say, one after another, is what it is in the end. */
final class ResponsesItemCheck {
    /** An item or part that is said in pieces: the event of a piece, that of the whole, and its field there. */
    private record Said(String delta, String done, String field) {}

    private static final Map<String, Said> SAID = Map.of(
            "output_text", new Said("response.output_text.delta", "response.output_text.done", "text"),
            "refusal", new Said("response.refusal.delta", "response.refusal.done", "refusal"),
            "reasoning_text", new Said("response.reasoning_text.delta", "response.reasoning_text.done", "text"),
            "summary_text",
                    new Said("response.reasoning_summary_text.delta", "response.reasoning_summary_text.done", "text"),
            "function_call",
                    new Said(
                            "response.function_call_arguments.delta",
                            "response.function_call_arguments.done",
                            "arguments"),
            "custom_tool_call",
                    new Said("response.custom_tool_call_input.delta", "response.custom_tool_call_input.done", "input"));
    private static final String NOTHING = "";

    private final String id;
    private final String type;
    private final List<Object> content = new ArrayList<>();
    private final List<Object> summary = new ArrayList<>();
    private final List<Object> annotations = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String open;
    private boolean whole;

    ResponsesItemCheck(Node item) {
        id = item.text("id");
        type = item.text("type");
        open = SAID.containsKey(type) ? type : NOTHING;
        Said said = SAID.get(type);
        require(said == null || item.text(said.field).isEmpty(), "it has content already");
        require(item.at("content").items().isEmpty(), "it has content already");
    }

    /** An event between the item's first and its last. */
    void event(Node event) {
        String word = event.text("type");
        require(event.text("item_id").equals(id), "item_id of " + word + " is " + event.text("item_id"));
        Said said = SAID.get(open);
        switch (word) {
            case "response.content_part.added" -> begin(event, "content_index", content);
            case "response.reasoning_summary_part.added" -> begin(event, "summary_index", summary);
            case "response.content_part.done" -> end(event, "content_index", content);
            case "response.reasoning_summary_part.done" -> end(event, "summary_index", summary);
            case "response.output_text.annotation.added" -> annotation(event);
            default -> {
                if (said != null && word.equals(said.delta)) {
                    require(!whole, "a delta follows the whole");
                    text.append(event.text("delta"));
                } else if (said != null && word.equals(said.done)) {
                    require(text.toString().contentEquals(event.text(said.field)), "the whole is not its deltas");
                    whole = true;
                } else {
                    require(!ResponsesShapes.knows(word) || type.equals("image_generation_call"), word + " came");
                }
            }
        }
    }

    /** The item's last event. */
    void end(Node item) {
        require(item.text("id").equals(id) && item.text("type").equals(type), "id or type has changed");
        Said said = SAID.get(type);
        if (said != null) {
            require(whole && text.toString().contentEquals(item.text(said.field)), "it is not what was said");
        } else {
            require(open.isEmpty(), "a part is still open");
            require(content.isEmpty() || content.equals(item.at("content").value()), "content is not its parts");
            require(summary.isEmpty() || summary.equals(item.at("summary").value()), "summary is not its parts");
        }
    }

    private void begin(Node event, String index, List<Object> parts) {
        require(open.isEmpty(), "a part begins in another");
        require(Objects.equals(event.at(index).value(), parts.size()), index + " is not " + parts.size());
        open = event.at("part").text("type");
        Said said = SAID.get(open);
        require(said != null && event.at("part").text(said.field).isEmpty(), "the part has content already");
        text.setLength(0);
        annotations.clear();
        whole = false;
    }

    private void end(Node event, String index, List<Object> parts) {
        Node part = event.at("part");
        Said said = SAID.get(open);
        require(whole && said != null && part.text("type").equals(open), "the part is not whole");
        require(Objects.equals(event.at(index).value(), parts.size()), index + " is not " + parts.size());
        require(said != null && text.toString().contentEquals(part.text(said.field)), "the part is not what was said");
        require(
                annotations.isEmpty()
                        || annotations.equals(part.at("annotations").value()),
                "annotations differ");
        parts.add(Objects.requireNonNull(part.value(), "checked"));
        open = NOTHING;
    }

    private void annotation(Node event) {
        require(open.equals("output_text"), "an annotation of no text");
        require(
                Objects.equals(event.at("annotation_index").value(), annotations.size()),
                "annotation_index is not " + annotations.size());
        annotations.add(Objects.requireNonNull(event.at("annotation").value(), "checked"));
    }

    private void require(boolean fine, String breach) {
        if (!fine) {
            throw new AssertionError("A client would not understand item %s (%s): %s".formatted(id, type, breach));
        }
    }
}
