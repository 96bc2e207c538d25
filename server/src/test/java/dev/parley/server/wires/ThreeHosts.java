package dev.parley.server.wires;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.Answer;
import dev.parley.testkit.AnthropicAnswers;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.GeminiAnswers;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.time.Duration;
import java.util.function.Function;

/** A gateway before a host of each dialect: {@code up}, {@code cl} and {@code ge}, which have a model {@code m}. */
final class ThreeHosts implements AutoCloseable {
    final FakeUpstream openAi;
    final FakeUpstream anthropic;
    final FakeUpstream gemini;
    final Gateway gateway;
    final OpenAIClient client;

    /** {@code others} is what the hosts say that are not OpenAI's. */
    ThreeHosts(Function<ReceivedRequest, Reply> openAi, Answer others) {
        this.openAi = FakeUpstream.openAi(openAi);
        this.anthropic = FakeUpstream.anthropic(request -> AnthropicAnswers.to(request, others));
        this.gemini = FakeUpstream.gemini(request -> GeminiAnswers.to(request, others));
        this.gateway = Gateway.start(
                "ACCESS_API_KEYS", Http.KEY,
                "PROVIDERS_UP_TYPE", "openai",
                "PROVIDERS_UP_BASE_URL", this.openAi.url(),
                "PROVIDERS_UP_MODELS", "m",
                "PROVIDERS_CL_TYPE", "anthropic",
                "PROVIDERS_CL_BASE_URL", anthropic.origin(),
                "PROVIDERS_CL_API_KEYS", "host-key",
                "PROVIDERS_CL_MODELS", "m",
                "PROVIDERS_GE_TYPE", "gemini",
                "PROVIDERS_GE_BASE_URL", gemini.origin(),
                "PROVIDERS_GE_API_KEYS", "host-key",
                "PROVIDERS_GE_MODELS", "m");
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Http.KEY)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    void forget() {
        openAi.forget();
        anthropic.forget();
        gemini.forget();
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
        openAi.close();
        anthropic.close();
        gemini.close();
    }
}
