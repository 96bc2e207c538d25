package dev.parley.server.coverage;

import dev.parley.testkit.Answer;
import dev.parley.testkit.AnthropicAnswers;
import dev.parley.testkit.EmbeddingAnswers;
import dev.parley.testkit.FakeDeepSeek;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.OpenAiAnswers;
import dev.parley.testkit.OpenAiImageAnswers;
import dev.parley.testkit.PuterAnswers;
import dev.parley.testkit.ResponsesAnswers;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whom a request goes to: a column of the page, a provider's settings, and a fake of its host that always answers. */
enum Target {
    OPENAI("OpenAI-compatible", "gpt-4o", Target::openAi, FakeUpstream::url, type("openai")),
    RESPONSES(
            "OpenAI Responses",
            "gpt-5",
            Target::responses,
            FakeUpstream::url,
            Map.of("TYPE", "openai", "OPTIONS_API", "responses")),
    ANTHROPIC("Anthropic", "claude-sonnet-4-5", Target::anthropic, FakeUpstream::origin, type("anthropic")),
    GEMINI(
            "Gemini",
            "gemini-2.5-flash",
            () -> new FakeGemini(Target.KEY).upstream(),
            FakeUpstream::origin,
            type("gemini")),
    PUTER("Puter", "gpt-4o-mini", Target::puter, FakeUpstream::origin, type("puter")),
    DEEPSEEK("DeepSeek", "deepseek-chat", Target::openAi, FakeUpstream::origin, type("deepseek")),
    SESSION(
            "DeepSeek session",
            "deepseek-reasoner",
            () -> new FakeDeepSeek(Target.KEY).upstream(),
            FakeUpstream::origin,
            Map.of("TYPE", "deepseek", "OPTIONS_FORM", "session", "ACCOUNTS", Target.KEY, "API_KEYS", ""));

    private static final String KEY = "host-key";

    private static final Answer HELLO = Answer.text("Hello");

    private final String title;
    private final String model;
    private final Supplier<FakeUpstream> host;
    private final Function<FakeUpstream, String> url;
    private final Map<String, String> options;

    Target(
            String title,
            String model,
            Supplier<FakeUpstream> host,
            Function<FakeUpstream, String> url,
            Map<String, String> options) {
        this.title = title;
        this.model = model;
        this.host = host;
        this.url = url;
        this.options = options;
    }

    private static Map<String, String> type(String type) {
        return Map.of("TYPE", type);
    }

    private static FakeUpstream openAi() {
        return FakeUpstream.openAi(request -> switch (request.path()) {
            case "/v1/images/generations" -> OpenAiImageAnswers.to(request);
            case "/v1/embeddings" -> EmbeddingAnswers.openAi(request);
            default -> OpenAiAnswers.to(request, HELLO);
        });
    }

    private static FakeUpstream responses() {
        return FakeUpstream.responses(request -> ResponsesAnswers.to(request, HELLO));
    }

    private static FakeUpstream anthropic() {
        return FakeUpstream.anthropic(request -> request.path().contains("count_tokens")
                ? AnthropicAnswers.count(Answer.INPUT)
                : AnthropicAnswers.to(request, HELLO));
    }

    private static FakeUpstream puter() {
        return FakeUpstream.puter(request -> PuterAnswers.to(request, HELLO));
    }

    FakeUpstream start() {
        return host.get();
    }

    /** The settings of the provider, whose host is this. */
    Map<String, String> settings(FakeUpstream fake) {
        Map<String, String> settings = new HashMap<>(options);
        settings.putIfAbsent("API_KEYS", KEY);
        settings.put("BASE_URL", url.apply(fake));
        settings.put("MODELS", model);
        settings.put("POOL_COOLDOWN_FAILURES_IN_A_ROW", "100000");
        return settings;
    }

    /** The name by which callers ask for one of its models; null for the usual one. */
    String model(@Nullable Object other) {
        return name().toLowerCase(Locale.ROOT) + '/' + (other == null ? model : other);
    }

    /** Its column's head. */
    String title() {
        return title;
    }
}
