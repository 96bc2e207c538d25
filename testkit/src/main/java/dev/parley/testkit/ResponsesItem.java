package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * One output item of a Responses host.
 *
 * @param begun its JSON when it begins
 * @param steps what happens between that and its end
 * @param whole its JSON at its end
 */
record ResponsesItem(String id, String begun, List<Step> steps, String whole) {
    /** An event inside of an item: its type, and its fields but for those that tell the item. */
    record Step(String type, String fields) {}

    static ResponsesItem reasoning(String text, String encrypted) {
        String id = "rs_fake";
        String item = "{\"id\":\"" + id + "\",\"type\":\"reasoning\",\"summary\":[%s]%s}";
        String part = "{\"type\":\"summary_text\",\"text\":%s}";
        String whole = part.formatted(Json.quote(text));
        List<Step> steps = List.of(
                summary("response.reasoning_summary_part.added", "\"part\":" + part.formatted("\"\"")),
                summary("response.reasoning_summary_text.delta", "\"delta\":" + Json.quote(text)),
                summary("response.reasoning_summary_text.done", "\"text\":" + Json.quote(text)),
                summary("response.reasoning_summary_part.done", "\"part\":" + whole));
        String proof = encrypted.isEmpty() ? "" : ",\"encrypted_content\":" + Json.quote(encrypted);
        return new ResponsesItem(id, item.formatted("", ""), steps, item.formatted(whole, proof));
    }

    static ResponsesItem message(String text) {
        String id = "msg_fake";
        String item = "{\"id\":\"" + id
                + "\",\"type\":\"message\",\"status\":\"%s\",\"role\":\"assistant\",\"content\":[%s]}";
        String part = "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":%s}";
        String whole = part.formatted(Json.quote(text));
        List<Step> steps = new ArrayList<>();
        steps.add(content("response.content_part.added", "\"part\":" + part.formatted("\"\"")));
        for (String word : Json.words(text)) {
            steps.add(content("response.output_text.delta", "\"logprobs\":[],\"delta\":" + Json.quote(word)));
        }
        steps.add(content("response.output_text.done", "\"logprobs\":[],\"text\":" + Json.quote(text)));
        steps.add(content("response.content_part.done", "\"part\":" + whole));
        return new ResponsesItem(
                id, item.formatted("in_progress", ""), List.copyOf(steps), item.formatted("completed", whole));
    }

    static ResponsesItem call(Answer.Call call) {
        String id = "fc_" + call.id();
        String item = "{\"id\":\"" + id + "\",\"type\":\"function_call\",\"status\":\"%s\",\"call_id\":\"" + call.id()
                + "\",\"name\":\"" + call.name() + "\",\"arguments\":%s}";
        int half = call.arguments().length() / 2;
        String event = "response.function_call_arguments.";
        List<Step> steps = List.of(
                new Step(
                        event + "delta",
                        "\"delta\":" + Json.quote(call.arguments().substring(0, half))),
                new Step(
                        event + "delta",
                        "\"delta\":" + Json.quote(call.arguments().substring(half))),
                new Step(event + "done", "\"arguments\":" + Json.quote(call.arguments())));
        return new ResponsesItem(
                id,
                item.formatted("in_progress", "\"\""),
                steps,
                item.formatted("completed", Json.quote(call.arguments())));
    }

    private static Step content(String type, String fields) {
        return new Step(type, "\"content_index\":0," + fields);
    }

    private static Step summary(String type, String fields) {
        return new Step(type, "\"summary_index\":0," + fields);
    }
}
