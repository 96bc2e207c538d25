package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;

/** Answers of Puter's chat driver, whole and line by line. */
public final class PuterAnswers {
    private PuterAnswers() {}

    /** The answer in the form that the request wants. */
    public static Reply to(ReceivedRequest request, Answer answer) {
        Node stream = Node.parse(request.body()).at("args").at("stream");
        return Boolean.TRUE.equals(stream.value()) ? stream(answer) : whole(answer);
    }

    /** A whole answer. */
    public static Reply whole(Answer answer) {
        List<String> fields = new ArrayList<>();
        fields.add("\"role\":\"assistant\",\"content\":" + Json.quote(said(answer)));
        if (!answer.thinking().isEmpty()) {
            fields.add("\"reasoning\":" + Json.quote(answer.thinking()));
        }
        if (!answer.calls().isEmpty()) {
            fields.add(OpenAiAnswers.toolCalls(answer));
        }
        return Reply.json(
                200,
                "{\"success\":true,\"result\":{\"index\":0,\"message\":{%s},\"finish_reason\":\"%s\",%s}}"
                        .formatted(String.join(",", fields), answer.stop().openAi, OpenAiAnswers.usage(answer)));
    }

    /** A streamed answer; it does not tell why it ended. */
    public static Reply stream(Answer answer) {
        Reply reply = begin();
        if (!answer.thinking().isEmpty()) {
            line(reply, "reasoning", "\"reasoning\":" + Json.quote(answer.thinking()));
        }
        if (!said(answer).isEmpty()) {
            Json.words(said(answer)).forEach(word -> text(reply, word));
        }
        for (Answer.Call call : answer.calls()) {
            line(
                    reply,
                    "tool_use",
                    "\"id\":\"%s\",\"name\":\"%s\",\"input\":%s".formatted(call.id(), call.name(), call.arguments()));
        }
        return line(reply, "usage", OpenAiAnswers.usage(answer));
    }

    /** It knows no stop sequences, and goes on behind one. */
    private static String said(Answer answer) {
        return answer.text() + answer.stopSequence() + (answer.stopSequence().isEmpty() ? "" : " and more");
    }

    /** The head of a stream. */
    public static Reply begin() {
        return Reply.raw("HTTP/1.1 200 Status\r\ncontent-type: application/x-ndjson\r\nconnection: close\r\n\r\n");
    }

    /** A piece of a stream's text. */
    public static Reply text(Reply reply, String text) {
        return line(reply, "text", "\"text\":" + Json.quote(text));
    }

    /** An error as Puter words it. */
    public static Reply error(int status, String code, String message) {
        return Reply.json(
                status,
                "{\"success\":false,\"error\":{\"code\":\"%s\",\"message\":%s}}".formatted(code, Json.quote(message)));
    }

    private static Reply line(Reply reply, String type, String fields) {
        return reply.then("{\"type\":\"%s\",%s}\n".formatted(type, fields));
    }
}
