package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;

/** Answers of a host of OpenAI's Responses API, whole and streamed. */
public final class ResponsesAnswers {
    /** What the host wants back of each thought, if it was asked for. */
    public static final String ENCRYPTED = "Z0FBQUFBQm9mYWtlIHRob3VnaHQ=";

    private static final String MODEL = "gpt-5";

    private ResponsesAnswers() {}

    /** The answer in the form that the request wants. */
    public static Reply to(ReceivedRequest request, Answer answer) {
        boolean encrypted = Node.parse(request.body()).at("include").items().stream()
                .anyMatch(word -> word.text().equals("reasoning.encrypted_content"));
        List<ResponsesItem> items = items(answer, encrypted);
        return request.wantsStream() ? stream(answer, items) : whole(answer, items);
    }

    /** The beginning of a stream. */
    public static Reply begin() {
        Stream stream = new Stream();
        stream.begin();
        return stream.reply;
    }

    /** A stream that has said this and goes on. */
    public static Reply openText(String text) {
        Stream stream = new Stream();
        stream.begin();
        stream.event(
                "response.output_item.added",
                "\"output_index\":0,\"item\":{\"id\":\"msg_open\",\"type\":\"message\",\"status\":\"in_progress\","
                        + "\"role\":\"assistant\",\"content\":[]}");
        stream.event(
                "response.output_text.delta",
                "\"item_id\":\"msg_open\",\"output_index\":0,\"content_index\":0,\"logprobs\":[],\"delta\":"
                        + Json.quote(text));
        return stream.reply;
    }

    /** An error as OpenAI words it. */
    public static Reply error(int status, String message, String... headers) {
        return Reply.json(status, error(message), headers);
    }

    /** The answer to a question for a prompt's size. */
    public static Reply count(int tokens) {
        return Reply.json(200, "{\"object\":\"response.input_tokens\",\"input_tokens\":" + tokens + '}');
    }

    /** A refusal as the API words it. */
    static Reply refusal(Refusal refusal) {
        return error(refusal.status(), String.valueOf(refusal.getMessage()));
    }

    private static String error(String message) {
        return "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}"
                .formatted(Json.quote(message));
    }

    private static Reply whole(Answer answer, List<ResponsesItem> items) {
        return Reply.json(200, response(status(answer), items, answer));
    }

    private static Reply stream(Answer answer, List<ResponsesItem> items) {
        Stream stream = new Stream();
        stream.begin();
        for (int i = 0; i < items.size(); i++) {
            String place = "\"output_index\":" + i;
            ResponsesItem item = items.get(i);
            stream.event("response.output_item.added", place + ",\"item\":" + item.begun());
            for (ResponsesItem.Step step : item.steps()) {
                stream.event(step.type(), "\"item_id\":\"" + item.id() + "\"," + place + ',' + step.fields());
            }
            stream.event("response.output_item.done", place + ",\"item\":" + item.whole());
        }
        String status = status(answer);
        stream.event("response." + status, "\"response\":" + response(status, items, answer));
        return stream.reply;
    }

    private static String status(Answer answer) {
        return answer.stop() == Answer.Stop.LENGTH ? "incomplete" : "completed";
    }

    private static List<ResponsesItem> items(Answer answer, boolean encrypted) {
        List<ResponsesItem> items = new ArrayList<>();
        if (!answer.thinking().isEmpty()) {
            items.add(ResponsesItem.reasoning(answer.thinking(), encrypted ? ENCRYPTED : ""));
        }
        if (!answer.text().isEmpty()) {
            items.add(ResponsesItem.message(said(answer)));
        }
        answer.calls().forEach(call -> items.add(ResponsesItem.call(call)));
        return items;
    }

    /** The model goes on after a stop sequence, which the API does not have. */
    private static String said(Answer answer) {
        return answer.stop() == Answer.Stop.SEQUENCE
                ? answer.text() + answer.stopSequence() + " and more"
                : answer.text();
    }

    private static String response(String status, List<ResponsesItem> items, Answer answer) {
        String output =
                String.join(",", items.stream().map(ResponsesItem::whole).toList());
        String why = status.equals("incomplete") ? "{\"reason\":\"max_output_tokens\"}" : "null";
        return object(status, why, output, usage(answer));
    }

    private static String object(String status, String why, String output, String usage) {
        return """
                {"id":"resp_fake","object":"response","created_at":1700000000,"status":"%s","error":null,\
                "incomplete_details":%s,"instructions":null,"model":"%s","output":[%s],"parallel_tool_calls":true,\
                "store":false,"temperature":1.0,"tool_choice":"auto","tools":[],"top_p":1.0,"usage":%s,"metadata":{}}""".formatted(status, why, MODEL, output, usage);
    }

    private static String usage(Answer answer) {
        return """
                {"input_tokens":%d,"input_tokens_details":{"cached_tokens":%d},"output_tokens":%d,\
                "output_tokens_details":{"reasoning_tokens":0},"total_tokens":%d}""".formatted(Answer.INPUT, answer.cached(), Answer.OUTPUT, Answer.INPUT + Answer.OUTPUT);
    }

    /** A stream whose events are numbered. */
    private static final class Stream {
        final Reply reply = Reply.sse();
        private int events;

        void begin() {
            String response = "\"response\":" + object("in_progress", "null", "", "null");
            event("response.created", response);
            event("response.in_progress", response);
        }

        void event(String type, String fields) {
            reply.then("event: %s\ndata: {\"type\":\"%s\",\"sequence_number\":%d,%s}\n\n"
                    .formatted(type, type, events++, fields));
        }
    }
}
