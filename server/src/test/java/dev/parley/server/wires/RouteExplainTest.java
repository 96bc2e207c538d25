package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.ParleyClient;
import dev.parley.management.v1.ExplainRouteRequest;
import dev.parley.management.v1.RouteExplanation;
import dev.parley.management.v1.RouteStep;
import dev.parley.server.Gateway;
import dev.parley.server.cli.ParleyCommand;
import dev.parley.testkit.FakeUpstream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B8: what is explained is what happens")
class RouteExplainTest {
    private static final String KEY = "key-of-the-operator";

    private final FakeUpstream host = FakeUpstream.openAi(request -> Hosts.whole("ok"));
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = Gateway.start(
                "ACCESS_API_KEYS", Http.KEY,
                "ACCESS_MANAGEMENT_KEY", KEY,
                "PROVIDERS_UP_TYPE", "openai",
                "PROVIDERS_UP_BASE_URL", host.url(),
                "PROVIDERS_UP_API_KEYS", "secret-of-ann,secret-of-bob",
                "PROVIDERS_UP_MODELS", "listed,mapped",
                "ROUTES_DEFAULT_MODEL", "listed",
                "ROUTES_CLAUDE_MAPPING_FAST", "mapped");
        operator("PUT", "/config", "{\"routes.fallbacks\":{\"chained\":[\"up/listed\",\"builtin/echo\"]}}");
        operator(
                "POST",
                "/models/openai/registry",
                "{\"id\":\"entry\",\"base\":\"listed\",\"upstream\":\"up\",\"enabled\":true}");
    }

    @AfterEach
    void stop() {
        gateway.close();
        host.close();
    }

    @ParameterizedTest
    @CsvSource({
        // model, dialect; the rule that decides, and the targets
        "up/anything, openai, qualified name, up/anything",
        "chained, openai, fallbacks, up/listed builtin/echo",
        "listed, openai, catalogue, up/listed",
        "'', openai, catalogue, up/listed",
        "entry, openai, registry, up/listed",
        "claude-haiku-4-5, claude, catalogue, up/mapped",
        "nobody-has-it, openai, '', ''",
        "claude-haiku-4-5, openai, '', ''",
    })
    void isWhatHappens(String model, String dialect, String rule, String targets) throws Exception {
        RouteExplanation told =
                explain(ExplainRouteRequest.newBuilder().setModel(model).setDialect(dialect));

        assertThat(told.getTargetsList())
                .extracting(target -> target.getProvider() + '/' + target.getModel())
                .containsExactlyElementsOf(targets.isEmpty() ? List.of() : List.of(targets.split(" ")));
        assertThat(told.getStepsList().stream().filter(RouteStep::getDecided).map(RouteStep::getRule))
                .containsExactlyElementsOf(rule.isEmpty() ? List.of() : List.of(rule));
        HttpResponse<String> sent = send(model, dialect);
        assertThat(sent.headers().firstValue("x-gateway-model").orElse("")).isEqualTo(targets.split(" ")[0]);
        assertThat(told.getErrorCode()).isEqualTo(targets.isEmpty() ? "model_not_found" : "");
        if (targets.isEmpty()) {
            assertThat(sent.body()).contains(told.getError());
        }
    }

    @Test
    void tellsWhatWasLookedAt_andCredentials() throws Exception {
        RouteExplanation told = explain(
                ExplainRouteRequest.newBuilder().setModel("claude-haiku-4-5").setDialect("claude"));
        assertThat(told.getStepsList())
                .extracting(RouteStep::getRule)
                .containsSubsequence(
                        "registry",
                        "qualified name",
                        "fallbacks",
                        "profile",
                        "catalogue",
                        "claude mapping",
                        "registry",
                        "catalogue");
        assertThat(told.getStepsList()).allMatch(step -> !step.getReason().contains("%"));
        assertThat(told.getTargets(0).getCredentials()).isEqualTo(2);
        assertThat(told.getTargets(0).getUsableCredentials()).isEqualTo(2);
        assertThat(explain(ExplainRouteRequest.newBuilder().setModel("fake-stream/entry-maxthinking"))
                        .getTargets(0)
                        .getVariantList())
                .containsExactly("fake_streaming", "thinking=max");
    }

    @ParameterizedTest
    @CsvSource({
        "{\"model\":\"m\"%s\"listener\":\"nowhere\"}, There is no listener 'nowhere'",
        "{\"model\":\"m\"%s\"dialect\":\"latin\"}, dialect is 'latin'",
        "{\"model\":\"m\"%s\"api_key\":\"key-nobody\"}, no key with the id 'key-nobody'",
    })
    void refusesWhatThereIsNot(String body, String problem) throws Exception {
        HttpResponse<String> refused = call("POST", "/routing/explain", body.formatted(","));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(problem);
        assertThat(call("POST", "/routing/explain", "{\"api_key\":\"default-key-1\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--grpc", "--rest"})
    @DisplayName("parley route explain")
    void explainsOnCommandLine(String wire) {
        String told = run("route", "explain", "chained", wire);
        assertThat(told)
                .contains("model: chained", "* fallbacks: routes.fallbacks has targets for 'chained'", "2 of 2 usable")
                .contains("none needed");
        assertThat(run("route", "explain", "nobody-has-it", wire)).contains("refused (model_not_found):");
        assertThat(run("route", "explain", "chained", wire, "--json")).contains("\"usable_credentials\":2");
        assertThat(run("route", "explain", "m", wire, "--key-id", "none")).contains("no key with the id 'none'");
    }

    private RouteExplanation explain(ExplainRouteRequest.Builder request) throws Exception {
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(KEY)
                .build()) {
            return client.management().settings().explainRoute(request.build());
        }
    }

    private HttpResponse<String> send(String model, String dialect) throws Exception {
        String named = model.isEmpty() ? "" : "\"model\":\"%s\",".formatted(model);
        String body = "{%s\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}".formatted(named);
        return Http.post(gateway, dialect.equals("claude") ? "/v1/messages" : "/v1/chat/completions", body);
    }

    private String run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("PARLEY_URL", gateway.url(), "PARLEY_MANAGEMENT_KEY", KEY);
        ParleyCommand.run(arguments, InputStream.nullInputStream(), out, out, environment);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void operator(String method, String path, String body) throws Exception {
        HttpResponse<String> done = call(method, path, body);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return Http.sendBody(gateway, method, "/routes/api/management" + path, body, "authorization", "Bearer " + KEY);
    }
}
