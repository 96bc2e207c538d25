package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;

/** Answers of an OpenAI-compatible host, whole and streamed. */
public final class OpenAiAnswers {
    private static final String HEAD =
            "{\"id\":\"chatcmpl-fake\",\"object\":\"%s\",\"created\":1700000000,\"model\":\"gpt-4o\",\"choices\":[%s]%s}";

    private OpenAiAnswers() {}

    /** The answer in the form that the request wants. */
    public static Reply to(ReceivedRequest request, Answer answer) {
        return request.wantsStream() ? stream(answer) : whole(answer);
    }

    /** A whole answer. */
    public static Reply whole(Answer answer) {
        List<String> fields = new ArrayList<>();
        fields.add("\"role\":\"assistant\"");
        fields.add("\"content\":" + (answer.text().isEmpty() ? "null" : Json.quote(answer.text())));
        if (!answer.thinking().isEmpty()) {
            fields.add("\"reasoning_content\":" + Json.quote(answer.thinking()));
        }
        if (!answer.calls().isEmpty()) {
            fields.add(toolCalls(answer));
        }
        String choice = "{\"index\":0,\"message\":{%s},\"finish_reason\":\"%s\"}"
                .formatted(String.join(",", fields), answer.stop().openAi);
        return Reply.json(200, HEAD.formatted("chat.completion", choice, "," + usage(answer)));
    }

    /** A streamed answer. */
    public static Reply stream(Answer answer) {
        Reply reply = begin();
        if (!answer.thinking().isEmpty()) {
            delta(reply, "\"reasoning_content\":" + Json.quote(answer.thinking()), "null");
        }
        if (!answer.text().isEmpty()) {
            Json.words(answer.text()).forEach(word -> delta(reply, "\"content\":" + Json.quote(word), "null"));
        }
        for (int i = 0; i < answer.calls().size(); i++) {
            String call = call(answer.calls().get(i), "\"index\":" + i + ',');
            delta(reply, "\"tool_calls\":[" + call + ']', "null");
        }
        delta(reply, "", '"' + answer.stop().openAi + '"');
        return reply.event(HEAD.formatted("chat.completion.chunk", "", "," + usage(answer)))
                .event("[DONE]");
    }

    /** The beginning of a stream. */
    public static Reply begin() {
        return delta(Reply.sse(), "\"role\":\"assistant\",\"content\":\"\"", "null");
    }

    /** A piece of a stream's text. */
    public static Reply text(Reply reply, String text) {
        return delta(reply, "\"content\":" + Json.quote(text), "null");
    }

    /** An error as OpenAI words it. */
    public static Reply error(int status, String message, String... headers) {
        return Reply.json(
                status,
                "{\"error\":{\"message\":%s,\"type\":\"error\",\"code\":null,\"param\":null}}"
                        .formatted(Json.quote(message)),
                headers);
    }

    private static Reply delta(Reply reply, String delta, String finish) {
        String choice = "{\"index\":0,\"delta\":{%s},\"finish_reason\":%s}".formatted(delta, finish);
        return reply.event(HEAD.formatted("chat.completion.chunk", choice, ""));
    }

    private static String call(Answer.Call call, String index) {
        return "{%s\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":%s}}"
                .formatted(index, call.id(), call.name(), Json.quote(call.arguments()));
    }

    static String toolCalls(Answer answer) {
        List<String> calls = answer.calls().stream().map(call -> call(call, "")).toList();
        return "\"tool_calls\":[" + String.join(",", calls) + ']';
    }

    static String usage(Answer answer) {
        return ("\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":%d}}")
                .formatted(Answer.INPUT, Answer.OUTPUT, Answer.INPUT + Answer.OUTPUT, answer.cached());
    }
}
