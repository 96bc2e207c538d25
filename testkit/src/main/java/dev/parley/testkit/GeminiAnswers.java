package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers of Google's generateContent API, whole and streamed. */
public final class GeminiAnswers {
    private static final String MODEL = "gemini-2.5-flash";

    private GeminiAnswers() {}

    /** The answer in the form that the request wants. */
    public static Reply to(ReceivedRequest request, Answer answer) {
        return request.path().contains(":streamGenerateContent") ? stream(answer) : whole(answer);
    }

    /** A whole answer. */
    public static Reply whole(Answer answer) {
        return Reply.json(200, chunk(parts(answer, List.of(answer.text())), end(answer), usage(answer)));
    }

    /** A streamed answer: a text's words come in chunks of their own. */
    public static Reply stream(Answer answer) {
        Reply reply = Reply.sse();
        chunks(answer).forEach(reply::event);
        return reply;
    }

    /** A streamed answer as it comes if server-sent events were not asked for. */
    public static Reply list(Answer answer) {
        return Reply.json(200, chunks(answer).collect(Collectors.joining(",\r\n", "[", "]")));
    }

    /** The beginning of a stream that is never ended. */
    public static Reply openText(Answer answer, String text) {
        return Reply.sse().event(chunk(List.of(text(text)), "", usage(answer)));
    }

    /** An answer of one candidate whose end the host words itself; what is said may be nothing. */
    public static Reply ended(String finishReason, String text) {
        Answer answer = Answer.text(text);
        List<String> parts = text.isEmpty() ? List.of() : List.of(text(text));
        return Reply.json(200, chunk(parts, ",\"finishReason\":\"" + finishReason + '"', usage(answer)));
    }

    /** The answer to a prompt that the host refuses. */
    public static Reply blocked(String blockReason) {
        return Reply.json(200, """
                {"promptFeedback":{"blockReason":"%s"},"usageMetadata":{"promptTokenCount":%d},"modelVersion":"%s"}""".formatted(blockReason, Answer.INPUT, MODEL));
    }

    /** An error as this API words it; {@code details} are objects with a type, or none. */
    public static Reply error(int status, String word, String message, String... details) {
        String list = details.length == 0 ? "" : ",\"details\":[" + String.join(",", details) + ']';
        String body = "{\"error\":{\"code\":%d,\"message\":%s,\"status\":\"%s\"%s}}"
                .formatted(status, Json.quote(message), word, list);
        return Reply.json(status, body);
    }

    /** The refusal of a key, which this API answers with 400. */
    public static Reply badKey() {
        return error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", """
                {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID",\
                "domain":"googleapis.com"}""");
    }

    /** The answer to a key whose quota of this id is used up. */
    public static Reply exhausted(String quotaId, int retrySeconds) {
        return error(
                429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", """
                {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"%s"}]}""".formatted(quotaId), """
                {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"%ds"}""".formatted(
                                retrySeconds));
    }

    /** The answer to a question for a prompt's size. */
    public static Reply count(int tokens) {
        return Reply.json(200, "{\"totalTokens\":" + tokens + '}');
    }

    /** A page of the model list; {@code next} is the token of the following one, empty on the last. */
    public static Reply models(String next, String... ids) {
        String models = Stream.of(ids).map(id -> """
                        {"name":"models/%s","displayName":"%s","inputTokenLimit":1048576,"outputTokenLimit":65536,\
                        "supportedGenerationMethods":["generateContent","countTokens"],"thinking":true}""".formatted(id, id)).collect(Collectors.joining(","));
        String token = next.isEmpty() ? "" : ",\"nextPageToken\":\"" + next + '"';
        return Reply.json(200, "{\"models\":[" + models + ']' + token + '}');
    }

    /** What a request that breaks a rule gets. */
    static Reply refusal(Refusal refusal) {
        String word = refusal.status() == 400 ? "INVALID_ARGUMENT" : refusal.type();
        return error(refusal.status(), word, String.valueOf(refusal.getMessage()));
    }

    private static Stream<String> chunks(Answer answer) {
        List<String> words = Json.words(answer.text());
        List<String> chunks = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean last = i == words.size() - 1;
            List<String> parts = new ArrayList<>();
            if (i == 0 && !answer.thinking().isEmpty()) {
                chunks.add(chunk(List.of(thought(answer.thinking())), "", usage(answer)));
            }
            if (!words.get(i).isEmpty()) {
                parts.add(text(words.get(i)));
            }
            if (last) {
                answer.calls().forEach(call -> parts.add(call(call)));
            }
            chunks.add(chunk(parts, last ? end(answer) : "", usage(answer)));
        }
        return chunks.stream();
    }

    private static List<String> parts(Answer answer, List<String> texts) {
        List<String> parts = new ArrayList<>();
        if (!answer.thinking().isEmpty()) {
            parts.add(thought(answer.thinking()));
        }
        texts.stream().filter(text -> !text.isEmpty()).forEach(text -> parts.add(text(text)));
        answer.calls().forEach(call -> parts.add(call(call)));
        return parts;
    }

    private static String chunk(List<String> parts, String end, String usage) {
        return """
                {"candidates":[{"content":{"parts":[%s],"role":"model"}%s,"index":0}],%s,"modelVersion":"%s",\
                "responseId":"fake-response"}""".formatted(String.join(",", parts), end, usage, MODEL);
    }

    private static String end(Answer answer) {
        return ",\"finishReason\":\"" + answer.stop().gemini + '"';
    }

    private static String usage(Answer answer) {
        String cached = answer.cached() == 0 ? "" : ",\"cachedContentTokenCount\":" + answer.cached();
        return "\"usageMetadata\":{\"promptTokenCount\":%d,\"candidatesTokenCount\":%d,\"totalTokenCount\":%d%s}"
                .formatted(Answer.INPUT, Answer.OUTPUT, Answer.INPUT + Answer.OUTPUT, cached);
    }

    private static String text(String text) {
        return "{\"text\":" + Json.quote(text) + '}';
    }

    private static String thought(String text) {
        return "{\"text\":" + Json.quote(text) + ",\"thought\":true}";
    }

    /** The API makes no ids; it signs calls. */
    private static String call(Answer.Call call) {
        return "{\"functionCall\":{\"name\":\"%s\",\"args\":%s},\"thoughtSignature\":\"%s\"}"
                .formatted(call.name(), call.arguments(), Answer.SIGNATURE);
    }
}
