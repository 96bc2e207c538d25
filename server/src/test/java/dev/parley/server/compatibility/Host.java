package dev.parley.server.compatibility;

import dev.parley.testkit.Answer;
import dev.parley.testkit.AnthropicAnswers;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.GeminiAnswers;
import dev.parley.testkit.OpenAiAnswers;
import dev.parley.testkit.PuterAnswers;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import dev.parley.testkit.ResponsesAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who answers: a provider and the host behind it. */
enum Host {
    BUILTIN("built-in", null),
    OPENAI(
            "OpenAI-compatible",
            new Wire(
                    "openai",
                    FakeUpstream::openAi,
                    FakeUpstream::url,
                    OpenAiAnswers::to,
                    message -> OpenAiAnswers.error(400, message),
                    text -> OpenAiAnswers.text(OpenAiAnswers.begin(), text))),
    RESPONSES(
            "OpenAI Responses",
            new Wire(
                    "openai",
                    FakeUpstream::responses,
                    FakeUpstream::url,
                    ResponsesAnswers::to,
                    message -> ResponsesAnswers.error(400, message),
                    ResponsesAnswers::openText)) {
        @Override
        List<String> settings(FakeUpstream host) {
            List<String> settings = new ArrayList<>(super.settings(host));
            settings.addAll(List.of("PROVIDERS_RESPONSES_OPTIONS_API", "responses"));
            return settings;
        }
    },
    DEEPSEEK(
            "DeepSeek",
            new Wire(
                    "deepseek",
                    FakeUpstream::openAi,
                    FakeUpstream::origin,
                    OpenAiAnswers::to,
                    message -> OpenAiAnswers.error(400, message),
                    text -> OpenAiAnswers.text(OpenAiAnswers.begin(), text))),
    ANTHROPIC(
            "Anthropic",
            new Wire(
                    "anthropic",
                    FakeUpstream::anthropic,
                    FakeUpstream::origin,
                    AnthropicAnswers::to,
                    message -> AnthropicAnswers.error(400, "invalid_request_error", message),
                    text -> AnthropicAnswers.openText(AnthropicAnswers.begin(Answer.text("")), text))),
    PUTER(
            "Puter",
            new Wire(
                    "puter",
                    FakeUpstream::puter,
                    FakeUpstream::origin,
                    PuterAnswers::to,
                    message -> PuterAnswers.error(400, "bad_request", message),
                    text -> PuterAnswers.text(PuterAnswers.begin(), text))),
    GEMINI(
            "Gemini",
            new Wire(
                    "gemini",
                    FakeUpstream::gemini,
                    FakeUpstream::origin,
                    GeminiAnswers::to,
                    message -> GeminiAnswers.error(400, "INVALID_ARGUMENT", message),
                    text -> GeminiAnswers.openText(Answer.text(""), text)));

    private final String title;
    private final @Nullable Wire wire;

    /**
     * How a host speaks.
     *
     * @param type of the provider
     * @param start a fake of it
     * @param url the provider's base-url
     * @param answer gives an answer in the form that is asked for
     * @param refusal of a request
     * @param opening of a stream that has said this and goes on
     */
    record Wire(
            String type,
            Function<Function<ReceivedRequest, Reply>, FakeUpstream> start,
            Function<FakeUpstream, String> url,
            BiFunction<ReceivedRequest, Answer, Reply> answer,
            Function<String, Reply> refusal,
            Function<String, Reply> opening) {}

    Host(String title, @Nullable Wire wire) {
        this.title = title;
        this.wire = wire;
    }

    /** Whether there is a host beyond the gateway's own process. */
    boolean isRemote() {
        return wire != null;
    }

    Wire wire() {
        return Objects.requireNonNull(wire);
    }

    /** The model's name at the host. */
    String model() {
        return "model-of-" + name().toLowerCase(Locale.ROOT);
    }

    /** The settings of its provider. */
    List<String> settings(FakeUpstream host) {
        String prefix = "PROVIDERS_" + name();
        return List.of(
                prefix + "_TYPE",
                wire().type(),
                prefix + "_BASE_URL",
                wire().url().apply(host),
                prefix + "_API_KEYS",
                "host-key",
                prefix + "_MODELS",
                model(),
                prefix + "_POOL_COOLDOWN_FAILURES_IN_A_ROW",
                "1000");
    }

    @Override
    public String toString() {
        return title;
    }
}
