package dev.parley.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields OpenAI's clients count on in the objects of the Responses API, and of which JSON type they are. Fields
 * beyond these are no breach.
 */
final class ResponsesShapes {
    /**
     * A row an object: its name, then its fields. A type is s (string), i (integer), n (number), b (boolean), l (list),
     * o (object) or any; with {@code ?} behind it null is as good, and with {@code -} behind it the field may be
     * missing.
     */
    private static final List<String> ROWS = List.of(
            "response id:s object:s created_at:i status:s background:b? error:o? incomplete_details:o? instructions:any?"
                    + " model:s output:l parallel_tool_calls:b temperature:n? top_p:n? tool_choice:any tools:l"
                    + " metadata:o? max_output_tokens:i? previous_response_id:s? reasoning:o? text:o truncation:s?"
                    + " store:b usage:o- user:s- service_tier:s?- top_logprobs:i- safety_identifier:s?-"
                    + " prompt_cache_key:s?- max_tool_calls:i?- conversation:o?-",
            "usage input_tokens:i input_tokens_details:o output_tokens:i output_tokens_details:o total_tokens:i",
            "input_tokens_details cached_tokens:i cache_write_tokens:i",
            "output_tokens_details reasoning_tokens:i",
            "error code:s message:s",
            "incomplete_details reason:s",
            "item.message id:s status:s role:s content:l phase:s?-",
            "item.reasoning id:s summary:l content:l- encrypted_content:s?- status:s-",
            "item.function_call id:s call_id:s name:s arguments:s status:s namespace:s-",
            "item.custom_tool_call id:s call_id:s name:s input:s namespace:s-",
            "item.image_generation_call id:s status:s result:s?",
            "part.output_text text:s annotations:l logprobs:l",
            "part.refusal refusal:s",
            "part.reasoning_text text:s",
            "part.summary_text text:s",
            "annotation.url_citation url:s title:s start_index:i end_index:i",
            "event.error code:s? message:s param:s?",
            "event.response.created response:o",
            "event.response.in_progress response:o",
            "event.response.completed response:o",
            "event.response.incomplete response:o",
            "event.response.failed response:o",
            "event.response.output_item.added output_index:i item:o",
            "event.response.output_item.done output_index:i item:o",
            "event.response.content_part.added item_id:s output_index:i content_index:i part:o",
            "event.response.content_part.done item_id:s output_index:i content_index:i part:o",
            "event.response.output_text.delta item_id:s output_index:i content_index:i delta:s logprobs:l",
            "event.response.output_text.done item_id:s output_index:i content_index:i text:s logprobs:l",
            "event.response.output_text.annotation.added item_id:s output_index:i content_index:i annotation_index:i"
                    + " annotation:o",
            "event.response.refusal.delta item_id:s output_index:i content_index:i delta:s",
            "event.response.refusal.done item_id:s output_index:i content_index:i refusal:s",
            "event.response.function_call_arguments.delta item_id:s output_index:i delta:s",
            "event.response.function_call_arguments.done item_id:s output_index:i name:s arguments:s",
            "event.response.custom_tool_call_input.delta item_id:s output_index:i delta:s",
            "event.response.custom_tool_call_input.done item_id:s output_index:i input:s",
            "event.response.reasoning_summary_part.added item_id:s output_index:i summary_index:i part:o",
            "event.response.reasoning_summary_part.done item_id:s output_index:i summary_index:i part:o",
            "event.response.reasoning_summary_text.delta item_id:s output_index:i summary_index:i delta:s",
            "event.response.reasoning_summary_text.done item_id:s output_index:i summary_index:i text:s",
            "event.response.reasoning_text.delta item_id:s output_index:i content_index:i delta:s",
            "event.response.reasoning_text.done item_id:s output_index:i content_index:i text:s",
            "event.response.image_generation_call.in_progress item_id:s output_index:i",
            "event.response.image_generation_call.generating item_id:s output_index:i",
            "event.response.image_generation_call.completed item_id:s output_index:i");

    private static final Map<String, List<String>> FIELDS = fields();
    private static final Set<String> CODES =
            Set.of("server_error", "rate_limit_exceeded", "invalid_prompt", "image_content_policy_violation");

    private ResponsesShapes() {}

    /** Checks one event, its number aside. */
    static void event(Node event) {
        object("event." + event.text("type"), event);
        switch (event.text("type")) {
            case "response.created",
                    "response.in_progress",
                    "response.completed",
                    "response.incomplete",
                    "response.failed" -> response(event.at("response"));
            case "response.output_item.added", "response.output_item.done" -> item(event.at("item"));
            case "response.content_part.added",
                    "response.content_part.done",
                    "response.reasoning_summary_part.added",
                    "response.reasoning_summary_part.done" -> part(event.at("part"));
            case "response.output_text.annotation.added" -> known("annotation", event.at("annotation"));
            default -> {}
        }
    }

    /** Checks one response object. */
    static void response(Node response) {
        object("response", response);
        require(response, response.text("object").equals("response"), "object is not response");
        response.at("output").items().forEach(ResponsesShapes::item);
        if (response.has("usage")) {
            Node usage = response.at("usage");
            object("usage", usage);
            object("input_tokens_details", usage.at("input_tokens_details"));
            object("output_tokens_details", usage.at("output_tokens_details"));
        }
        boolean failed = response.text("status").equals("failed");
        require(response, failed == response.has("error"), "error and status do not fit");
        if (failed) {
            object("error", response.at("error"));
            String code = response.at("error").text("code");
            require(response, CODES.contains(code), "error.code is " + code);
        }
        boolean incomplete = response.text("status").equals("incomplete");
        require(response, incomplete == response.has("incomplete_details"), "incomplete_details and status");
        if (incomplete) {
            object("incomplete_details", response.at("incomplete_details"));
        }
    }

    /** Whether events of this type are known; others are a host's own. */
    static boolean knows(String eventType) {
        return FIELDS.containsKey("event." + eventType);
    }

    private static void item(Node item) {
        known("item", item);
        if (item.text("type").equals("message")) {
            item.at("content").items().forEach(ResponsesShapes::part);
        }
        if (item.text("type").equals("reasoning")) {
            item.at("summary").items().forEach(ResponsesShapes::part);
            item.at("content").items().forEach(ResponsesShapes::part);
        }
    }

    private static void part(Node part) {
        known("part", part);
        part.at("annotations").items().forEach(annotation -> known("annotation", annotation));
    }

    /** Checks it by its type's row, if there is one. */
    private static void known(String kind, Node object) {
        String type = object.text("type");
        require(object, !type.isEmpty(), "type is missing");
        if (FIELDS.containsKey(kind + '.' + type)) {
            object(kind + '.' + type, object);
        }
    }

    private static void object(String row, Node object) {
        require(object, object.isObject(), "is no object");
        List<String> fields = FIELDS.get(row);
        require(object, fields != null, "is not known: " + row);
        for (String field : fields == null ? List.<String>of() : fields) {
            String name = field.substring(0, field.indexOf(':'));
            String type = field.substring(field.indexOf(':') + 1);
            boolean present = object.fields().contains(name);
            require(object, present || type.endsWith("-"), name + " is missing");
            Object value = object.at(name).value();
            require(object, !present || fits(value, type), name + " is " + value + " (expected: " + type + ")");
        }
    }

    private static boolean fits(@Nullable Object value, String type) {
        if (value == null) {
            return type.contains("?");
        }
        return switch (type.charAt(0)) {
            case 's' -> value instanceof String;
            case 'i' -> value instanceof Integer || value instanceof Long;
            case 'n' -> value instanceof Number;
            case 'b' -> value instanceof Boolean;
            case 'l' -> value instanceof List;
            case 'o' -> value instanceof Map;
            default -> true;
        };
    }

    private static void require(Node node, boolean fine, String breach) {
        if (!fine) {
            throw new AssertionError("A client would not understand " + node.path() + ": " + breach);
        }
    }

    private static Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new HashMap<>();
        for (String row : ROWS) {
            List<String> words = List.of(row.split(" "));
            fields.put(words.getFirst(), words.subList(1, words.size()));
        }
        return fields;
    }
}
