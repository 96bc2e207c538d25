package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI's clients count on in streams and objects of the Responses API (RS-02, RS-03): the order of the events,
 * their numbers, indexes and ids, the fields of each, and that what is said at last is what was said bit by bit.
 */
public final class ResponsesStreamCheck {
    private static final Set<String> LAST =
            Set.of("response.completed", "response.incomplete", "response.failed", "error");

    private final List<Object> items = new ArrayList<>();
    private @Nullable ResponsesItemCheck open;
    private String id = "";
    private String before = "";
    private int next;

    private ResponsesStreamCheck() {}

    /**
     * Checks a whole stream.
     *
     * @param sse as it came
     * @return the types of its events in order
     * @throws AssertionError a client would not understand it
     */
    public static List<String> check(String sse) {
        ResponsesStreamCheck check = new ResponsesStreamCheck();
        List<String> types = new ArrayList<>();
        for (String frame : sse.split("\n\n")) {
            List<String> lines =
                    frame.lines().filter(line -> !line.startsWith(":")).toList();
            if (!lines.isEmpty()) {
                types.add(check.frame(lines));
            }
        }
        check.require(LAST.contains(check.before), "the stream ends with it");
        return types;
    }

    /**
     * Checks a response object.
     *
     * @throws AssertionError a client would not understand it
     */
    public static void checkResponse(String json) {
        ResponsesShapes.response(Node.parse(json));
    }

    private String frame(List<String> lines) {
        require(!LAST.contains(before), "something follows it");
        require(
                lines.size() == 2
                        && lines.get(0).startsWith("event: ")
                        && lines.get(1).startsWith("data: "),
                "a frame that is no event follows: " + lines);
        Node event = Node.parse(lines.get(1).substring("data: ".length()));
        String type = event.text("type");
        before = type;
        require(lines.get(0).equals("event: " + type), "the event line is " + lines.get(0));
        require(Objects.equals(event.at("sequence_number").value(), next), "sequence_number is not " + next);
        if (ResponsesShapes.knows(type)) {
            ResponsesShapes.event(event);
        }
        event(event, type);
        next++;
        return type;
    }

    private void event(Node event, String type) {
        switch (type) {
            case "response.created" -> {
                require(next == 0, "it is not the first");
                id = event.at("response").text("id");
                unfinished(event.at("response"));
            }
            case "response.in_progress" -> {
                require(next == 1, "it is not the second");
                unfinished(event.at("response"));
            }
            case "response.completed", "response.incomplete" -> {
                require(open == null, "an item is still open");
                last(event.at("response"), type);
            }
            case "response.failed" -> last(event.at("response"), type);
            case "error" -> require(id.isEmpty(), "response.failed would tell it");
            default -> item(event, type);
        }
    }

    private void item(Node event, String type) {
        require(next > 1, "the stream begins with it");
        require(Objects.equals(event.at("output_index").value(), items.size()), "output_index is not " + items.size());
        if (type.equals("response.output_item.added")) {
            require(open == null, "the item before is still open");
            open = new ResponsesItemCheck(event.at("item"));
            return;
        }
        ResponsesItemCheck item = open;
        require(item != null, "no item is open");
        if (item != null && type.equals("response.output_item.done")) {
            item.end(event.at("item"));
            items.add(Objects.requireNonNull(event.at("item").value(), "checked"));
            open = null;
        } else if (item != null) {
            item.event(event);
        }
    }

    private void unfinished(Node response) {
        require(response.text("id").equals(id), "the id has changed");
        require(response.text("status").equals("in_progress"), "status is " + response.text("status"));
        require(response.at("output").items().isEmpty(), "there is output already");
    }

    private void last(Node response, String type) {
        require(response.text("id").equals(id), "the id has changed");
        require(type.equals("response." + response.text("status")), "status is " + response.text("status"));
        require(items.equals(response.at("output").value()), "the output is not what the items were");
    }

    private void require(boolean fine, String breach) {
        if (!fine) {
            throw new AssertionError("A client would not understand event %d, %s: %s".formatted(next, before, breach));
        }
    }
}
