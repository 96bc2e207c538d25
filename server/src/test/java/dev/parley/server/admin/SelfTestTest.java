package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.admin.v1.TestServiceRequest;
import dev.parley.admin.v1.TestServiceResponse;
import dev.parley.server.access.ApiKeys;
import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.Backend;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.Pulse;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.config.ProviderSettings;
import dev.parley.server.config.Secret;
import dev.parley.server.config.Settings;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.limit.LimitBench;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.metrics.Watched;
import dev.parley.server.pool.MonotonicClock;
import dev.parley.server.pool.OpenPool;
import dev.parley.server.pool.RetryBudget;
import dev.parley.server.provider.builtin.BuiltinProvider;
import dev.parley.server.routing.ModelCatalog;
import dev.parley.server.routing.NamedModels;
import dev.parley.server.routing.Router;
import dev.parley.server.usage.UsageLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("AD-15: one chat through the whole stack, in process")
class SelfTestTest {
    private static final String KEY = "secret-of-the-first-caller";

    private final InstantSource clock = new MonotonicClock();
    private final UsageLedger ledger = Watched.ledger(clock);
    private final Pulse pulse = new Pulse();

    @AfterEach
    void stop() {
        pulse.close();
    }

    @Test
    void answersAsOpenAiWould() {
        TestServiceResponse told = run(KEY, request("builtin/echo", "say this", ""));
        assertThat(told.getSuccess()).as(told.getError()).isTrue();
        assertThat(told.getStatusCode()).isEqualTo(200);
        assertThat(told.hasError()).isFalse();
        assertThat(told.getResponse().getFieldsOrThrow("object").getStringValue())
                .isEqualTo("chat.completion");
        assertThat(told.getResponse().toString()).contains("say this");
        assertThat(ledger.totals().completed()).isOne();
    }

    @Test
    @DisplayName("AD-15: the default model and greeting")
    void usesTheDefaults() {
        TestServiceResponse told = run(KEY, TestServiceRequest.getDefaultInstance());
        assertThat(told.getStatusCode()).isEqualTo(404);
        assertThat(told.getError()).contains("deepseek-chat");
        assertThat(run(KEY, request("builtin/echo", "", "")).getResponse().toString())
                .contains("\\344\\275\\240\\345\\245\\275");
    }

    @ParameterizedTest
    @CsvSource({
        "builtin/nothing, '', 404",
        "builtin/fault?status=503, '', 503",
        "builtin/echo, wrong-secret-key, 401",
        "builtin/echo, secret-of-the-first-caller, 200",
    })
    @DisplayName("AD-15: the status a caller would have seen, and no key in the text")
    void tellsTheStatus(String model, String key, int status) {
        TestServiceResponse told = run(KEY, request(model, "hi", key));
        assertThat(told.getStatusCode()).as(told.getError()).isEqualTo(status);
        assertThat(told.getSuccess()).isEqualTo(status == 200);
        assertThat(told.hasResponse()).isEqualTo(status == 200);
        assertThat(told.getError()).doesNotContain("secret");
    }

    @Test
    @DisplayName("AD-15: no key to use is the request's fault")
    void refuses_whenThereIsNoKey() {
        assertThatThrownBy(() -> run("", TestServiceRequest.getDefaultInstance()))
                .hasMessageContaining("api_key")
                .hasMessageContaining("/admin/keys");
    }

    @Test
    @DisplayName("AD-15: it ends in time")
    void endsInTime() {
        TestServiceResponse told =
                selfTest(KEY, Duration.ofMillis(200)).run(request("builtin/fault?kind=silent", "hi", ""));
        assertThat(told.getStatusCode()).as(told.getError()).isEqualTo(504);
    }

    private TestServiceResponse run(String firstKey, TestServiceRequest request) {
        return selfTest(firstKey, Duration.ofSeconds(20)).run(request);
    }

    private SelfTest selfTest(String firstKey, Duration limit) {
        Settings settings = Bench.settings(Map.of());
        ProviderSettings builtin = settings.providers().get("builtin");
        Backend backend = new Backend(
                new BuiltinProvider("builtin", clock, List.of()),
                new OpenPool(),
                builtin.timeouts(),
                builtin.retry(),
                new RetryBudget(clock),
                builtin.fallbacks(),
                null,
                Map.of());
        Router router = new Router(
                settings.routes(), Set.of("builtin"), Map.of(), new ModelCatalog(Map.of()), NamedModels.NONE);
        ChatPipeline pipeline = new ChatPipeline(
                router,
                Map.of("builtin", backend),
                pulse,
                Bench.conversations(settings),
                ledger,
                LimitBench.none(),
                Watched.by(new Metrics()),
                new LiveSettings(settings),
                clock);
        Authenticator callers = ApiKeys.of("default", List.of(Secret.of(KEY)), false);
        Optional<Secret> first =
                Optional.of(firstKey).filter(key -> !key.isEmpty()).map(Secret::of);
        return new SelfTest(
                pipeline, new OpenAiDialect(OpenAiStyle.STANDARD, () -> "call_1"), callers, () -> first, clock, limit);
    }

    private static TestServiceRequest request(String model, String message, String key) {
        return TestServiceRequest.newBuilder()
                .setModel(model)
                .setMessage(message)
                .setApiKey(key)
                .build();
    }
}
