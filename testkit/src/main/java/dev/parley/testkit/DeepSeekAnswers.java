package dev.parley.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Answers of a host with chat sessions: streams of patches ({@code docs/deepseek-session.md}). */
public final class DeepSeekAnswers {
    /** The patch that ends an answer. */
    public static final String FINISHED = "{\"p\":\"response/status\",\"o\":\"SET\",\"v\":\"FINISHED\"}";

    private static final String SOURCES = "{\"p\":\"response/search_results\",\"o\":\"SET\",\"v\":[{\"cite_index\":1,"
            + "\"url\":\"https://news.example/today\",\"title\":\"Today\"}]}";
    private static final String BOOKKEEPING = "{\"p\":\"response/accumulated_token_usage\",\"o\":\"SET\",\"v\":12}";

    private DeepSeekAnswers() {}

    /** A stream of these patches. */
    public static Reply patches(String... patches) {
        Reply reply = Reply.sse();
        for (String patch : patches) {
            reply.event(patch);
        }
        return reply;
    }

    /** A whole answer of one text. */
    public static Reply text(String text) {
        return to(new DeepSeekPrompt(text, false, false), Answer.text(text));
    }

    /** The answer as the request wants it: with its thought if that is turned on, and with sources if it searches. */
    public static Reply to(DeepSeekPrompt prompt, Answer answer) {
        return patches(pieces(prompt, answer).toArray(String[]::new));
    }

    /** The same, but after its first patch it waits for the latch. */
    public static Reply held(DeepSeekPrompt prompt, Answer answer, CountDownLatch latch) {
        List<String> pieces = pieces(prompt, answer);
        Reply reply = Reply.sse().event(pieces.getFirst()).await(latch);
        pieces.stream().skip(1).forEach(reply::event);
        return reply;
    }

    /** A refusal, or any other answer that is no stream: {@code code} other than 0 is a failure. */
    public static Reply told(int status, int code, String message, String data) {
        return Reply.json(status, "{\"code\":%d,\"msg\":%s,\"data\":%s}".formatted(code, Json.quote(message), data));
    }

    private static List<String> pieces(DeepSeekPrompt prompt, Answer answer) {
        List<String> pieces = new ArrayList<>();
        if (prompt.searches()) {
            pieces.add(SOURCES);
        }
        if (prompt.thinks()) {
            grow(pieces, "response/thinking_content", answer.thinking());
        }
        grow(pieces, "response/content", said(answer));
        pieces.add(BOOKKEEPING);
        pieces.add(FINISHED);
        return pieces;
    }

    /** The first piece tells the path, the others go on with it. */
    private static void grow(List<String> pieces, String path, String text) {
        String head = "\"p\":\"%s\",\"o\":\"APPEND\",".formatted(path);
        for (String word : text.isEmpty() ? List.<String>of() : Json.words(text)) {
            pieces.add("{%s\"v\":%s}".formatted(head, Json.quote(word)));
            head = "";
        }
    }

    /** Such a host has no tools: its models write calls as they were told to. */
    private static String said(Answer answer) {
        return answer.calls().isEmpty()
                ? answer.text()
                : answer.calls().stream()
                        .map(call -> "{\"name\":%s,\"input\":%s}".formatted(Json.quote(call.name()), call.arguments()))
                        .collect(Collectors.joining(",", "{\"tool_calls\":[", "]}"));
    }
}
