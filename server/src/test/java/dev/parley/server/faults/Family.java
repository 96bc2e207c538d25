package dev.parley.server.faults;

import dev.parley.testkit.Answer;
import dev.parley.testkit.AnthropicAnswers;
import dev.parley.testkit.DeepSeekAnswers;
import dev.parley.testkit.FakeDeepSeek;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.GeminiAnswers;
import dev.parley.testkit.OpenAiAnswers;
import dev.parley.testkit.PuterAnswers;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import dev.parley.testkit.ResponsesAnswers;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A kind of provider, and how a host of it speaks. */
enum Family {
    OPENAI(
            "OpenAI",
            "openai",
            "/v1",
            OpenAiAnswers::to,
            text -> OpenAiAnswers.text(OpenAiAnswers.begin(), text),
            "{\"error\":{\"message\":\"%s\",\"type\":\"server_error\",\"code\":null,\"param\":null}}",
            "data: {\"error\":{\"message\":\"%s\",\"type\":\"server_error\"}}\n\n"),
    RESPONSES(
            "Responses",
            "openai",
            "/v1",
            ResponsesAnswers::to,
            ResponsesAnswers::openText,
            "{\"error\":{\"message\":\"%s\",\"type\":\"server_error\",\"code\":null,\"param\":null}}",
            "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"%s\",\"param\":null}\n\n",
            "OPTIONS_API",
            "responses"),
    ANTHROPIC(
            "Anthropic",
            "anthropic",
            "",
            AnthropicAnswers::to,
            text -> AnthropicAnswers.openText(AnthropicAnswers.begin(Answer.text("")), text),
            "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"%s\"}}",
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"%s\"}}\n\n"),
    GEMINI(
            "Gemini",
            "gemini",
            "",
            GeminiAnswers::to,
            text -> GeminiAnswers.openText(Answer.text(""), text),
            "{\"error\":{\"code\":500,\"message\":\"%s\",\"status\":\"INTERNAL\"}}",
            "data: {\"error\":{\"code\":500,\"message\":\"%s\",\"status\":\"INTERNAL\"}}\n\n"),
    PUTER(
            "Puter",
            "puter",
            "",
            PuterAnswers::to,
            text -> PuterAnswers.text(PuterAnswers.begin(), text),
            "{\"success\":false,\"error\":{\"code\":\"internal_error\",\"message\":\"%s\"}}",
            "{\"success\":false,\"error\":{\"code\":\"internal_error\",\"message\":\"%s\"}}\n"),
    DEEPSEEK(
            "DeepSeek",
            "deepseek",
            "",
            OpenAiAnswers::to,
            text -> OpenAiAnswers.text(OpenAiAnswers.begin(), text),
            "{\"error\":{\"message\":\"%s\",\"type\":\"server_error\",\"code\":null,\"param\":null}}",
            "data: {\"error\":{\"message\":\"%s\",\"type\":\"server_error\"}}\n\n"),
    SESSIONS(
            "DeepSeek sessions",
            "deepseek",
            "",
            (request, answer) -> DeepSeekAnswers.text(answer.text()),
            text -> DeepSeekAnswers.patches("{\"p\":\"response/content\",\"o\":\"APPEND\",\"v\":\"" + text + "\"}"),
            "{\"code\":9,\"msg\":\"%s\",\"data\":null}",
            "event: error\ndata: {\"code\":9,\"msg\":\"%s\"}\n\n",
            "OPTIONS_FORM",
            "session",
            "TOOLS",
            "native");

    private static final Map<Boolean, ReceivedRequest> ASKED = Map.of(
            false, asked(":generateContent", false),
            true, asked(":streamGenerateContent", true));

    private final String title;
    private final String type;
    private final String path;
    private final BiFunction<ReceivedRequest, Answer, Reply> answer;
    private final Function<String, Reply> opening;
    private final String error;
    private final String errorFrame;
    private final List<String> options;

    /**
     * A family.
     *
     * @param type of the provider
     * @param path behind the host's address
     * @param answer in the form that is asked for
     * @param opening of a stream that has said this and goes on
     * @param error the body of a refusal with this message
     * @param errorFrame a failure within a stream, with this message
     * @param options names and values of the provider's settings, in turn
     */
    Family(
            String title,
            String type,
            String path,
            BiFunction<ReceivedRequest, Answer, Reply> answer,
            Function<String, Reply> opening,
            String error,
            String errorFrame,
            String... options) {
        this.title = title;
        this.type = type;
        this.path = path;
        this.answer = answer;
        this.opening = opening;
        this.error = error;
        this.errorFrame = errorFrame;
        this.options = List.of(options);
    }

    /** The type of the provider. */
    String type() {
        return type;
    }

    /** What stands behind the host's address in the provider's base-url. */
    String path() {
        return path;
    }

    /** A model of it. */
    String model() {
        return this == SESSIONS ? "deepseek-chat" : "m";
    }

    /** Names and values of the settings that it has beside others of its type, in turn. */
    List<String> options() {
        return options;
    }

    /** The setting that its credentials stand in. */
    String credentials() {
        return this == SESSIONS ? "ACCOUNTS" : "API_KEYS";
    }

    /** A credential with this secret. */
    String credential(String secret) {
        return this == SESSIONS ? secret + "@example.org:" + secret : secret;
    }

    /** A host of it that answers chat calls so, and has accounts for these. */
    FakeUpstream start(Function<ReceivedRequest, Reply> answers, List<String> credentials) {
        return switch (this) {
            case OPENAI, DEEPSEEK -> FakeUpstream.openAi(answers);
            case RESPONSES -> FakeUpstream.responses(answers);
            case ANTHROPIC -> FakeUpstream.anthropic(answers);
            case GEMINI -> FakeUpstream.gemini(answers);
            case PUTER -> FakeUpstream.puter(answers);
            case SESSIONS ->
                new FakeDeepSeek(credentials.toArray(String[]::new))
                        .at(FakeDeepSeek.COMPLETION, answers)
                        .upstream();
        };
    }

    /** Whether it parts its streams by lines, not as server-sent events. */
    boolean speaksLines() {
        return this == PUTER;
    }

    /** An answer that is as it should be. */
    Reply answer(String text, boolean stream) {
        return answer.apply(ASKED.get(stream), Answer.text(text));
    }

    /** The head of a stream that is as it should be. */
    String head() {
        String stream = answer("x", true).text();
        return stream.substring(0, bodyOf(stream));
    }

    /** A whole answer without its head. */
    String whole(String text) {
        String whole = answer(text, false).text();
        return whole.substring(bodyOf(whole));
    }

    /** The body of a stream that is as it should be. */
    String frames(String text) {
        return answer(text, true).body();
    }

    /** A stream that has said this and goes on. */
    Reply open(String text) {
        return opening.apply(text);
    }

    /** The body of an error. */
    String error(String message) {
        return error.formatted(message);
    }

    /** A failure within a stream. */
    String errorFrame(String message) {
        return errorFrame.formatted(message);
    }

    /** A frame of a stream. */
    String frame(String data) {
        return speaksLines() ? data + "\n" : "data: " + data + "\n\n";
    }

    private static int bodyOf(String reply) {
        return reply.indexOf("\r\n\r\n") + 4;
    }

    private static ReceivedRequest asked(String path, boolean stream) {
        String body = "{\"stream\":%s,\"args\":{\"stream\":%s}}".formatted(stream, stream);
        return new ReceivedRequest("POST", path, Map.of(), body);
    }

    @Override
    public String toString() {
        return title;
    }
}
