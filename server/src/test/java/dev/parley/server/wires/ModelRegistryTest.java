package dev.parley.server.wires;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.client.ParleyClient;
import dev.parley.management.v1.GetRegistryModelRequest;
import dev.parley.management.v1.ImportRegistryModelsRequest;
import dev.parley.management.v1.ListRegistryModelsRequest;
import dev.parley.management.v1.PutRegistryModelRequest;
import dev.parley.management.v1.RegistryModel;
import dev.parley.management.v1.RegistryServiceGrpc.RegistryServiceBlockingStub;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The model registry on the wire: MA-40..MA-50, GM-10, GM-11, GM-40, GM-41")
class ModelRegistryTest {
    private static final String ROOT = "/routes/api/management/models";
    private static final String MANAGER = "key-of-the-operator";
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private final FakeUpstream upstream =
            FakeUpstream.openAi(request -> request.wantsStream() ? Hosts.stream("hi") : Hosts.whole("hi"));
    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = gateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    @DisplayName("MA-41: the seed's paths of one entry, with slashes in its id")
    void editsEntries() throws Exception {
        assertThat(manage("POST", "/registry", "{\"id\":\"team/fast\",\"base\":\"gpt-4\",\"thinking\":\"low\"}"))
                .isEqualTo("200 {\"message\":\"model added\",\"id\":\"team/fast\"}");
        assertThat(manage("PUT", "/registry/team/快", "{\"base\":\"gpt-4\",\"upstream\":\"up\"}"))
                .isEqualTo("200 {\"message\":\"model added\",\"id\":\"team/快\"}");
        assertThat(manage("GET", "/registry/team%2Ffast", ""))
                .isEqualTo("200 {\"id\":\"team/fast\",\"base\":\"gpt-4\",\"fake_streaming\":false,"
                        + "\"anti_truncation\":false,\"thinking\":\"low\",\"search\":false,\"image\":false,"
                        + "\"stream\":true,\"enabled\":true,\"upstream\":\"\"}");
        assertThat(manage("GET", "/registry", "")).startsWith("200 {\"models\":[{\"id\":\"team/fast\",");
        assertThat(manage("GET", "/openai/registry", "")).isEqualTo(manage("GET", "/registry", ""));
        assertThat(manage("GET", "/openai/registry/export", "")).isEqualTo(manage("GET", "/registry", ""));
        assertThat(manage("DELETE", "/openai/registry/team/fast", ""))
                .isEqualTo("200 {\"message\":\"model deleted\",\"id\":\"team/fast\"}");
        assertThat(manage("DELETE", "/registry/team/fast", ""))
                .startsWith("404 ")
                .contains("\"model_not_found\"");
        assertThat(manage("PUT", "/registry", "{\"models\":[{\"id\":\"x\",\"base\":\"b\"}]}"))
                .isEqualTo("200 {\"message\":\"registry updated\",\"count\":1,\"removed\":1}");
        assertThat(manage("POST", "/registry", "{\"id\":\"x\",\"base\":\"b\",\"upstream\":\"nobody\"}"))
                .startsWith("400 ")
                .contains("model.upstream");
    }

    @Test
    @DisplayName("MA-42..MA-45: the seed's paths of many entries, templates, groups and capabilities")
    void editsTheRest() throws Exception {
        assertThat(manage("POST", "/openai/registry/seed-defaults", ""))
                .isEqualTo("200 {\"message\":\"seeded\",\"count\":7,\"removed\":0}");
        String exported = manage("GET", "/openai/registry/export", "").substring(4);
        assertThat(manage("POST", "/openai/registry/import?mode=replace", exported))
                .isEqualTo("200 {\"message\":\"imported\",\"count\":7,\"removed\":0}");
        assertThat(manage("GET", "/openai/registry/export", "")).isEqualTo("200 " + exported);
        assertThat(manage("POST", "/groups", "{\"name\":\"The Fast Ones\"}"))
                .isEqualTo("200 {\"message\":\"group added\",\"id\":\"the-fast-ones\"}");
        assertThat(manage("POST", "/openai/registry", "{\"id\":\"f\",\"base\":\"gpt-4\",\"group\":\"the-fast-ones\"}"))
                .startsWith("200 ");
        assertThat(manage("POST", "/openai/registry/bulk-disable?group=the-fast-ones", ""))
                .isEqualTo("200 {\"message\":\"toggled\",\"enabled\":false,\"changed\":1}");
        assertThat(manage("POST", "/openai/registry/bulk-enable", ""))
                .isEqualTo("200 {\"message\":\"toggled\",\"enabled\":true,\"changed\":1}");
        assertThat(manage("PUT", "/openai/groups/the-fast-ones", "{\"order\":4}"))
                .startsWith("200 ");
        assertThat(manage("GET", "/groups", ""))
                .isEqualTo("200 {\"groups\":[{\"id\":\"the-fast-ones\",\"name\":\"The Fast Ones\","
                        + "\"description\":\"\",\"order\":4,\"enabled\":true}]}");
        assertThat(manage("DELETE", "/groups/the-fast-ones", "")).startsWith("200 ");
        assertThat(manage("PUT", "/gemini/template", "{\"template\":{\"search\":true}}"))
                .isEqualTo(manage("GET", "/gemini/template", ""))
                .contains("\"search\":true");
        assertThat(manage("POST", "/capabilities", "{\"id\":\"a/b\",\"capabilities\":{\"context_length\":5}}"))
                .startsWith("200 ");
        assertThat(manage("PUT", "/capabilities", "{\"capabilities\":{\"a/b\":{\"source\":\"probe\"}}}"))
                .isEqualTo("200 {\"message\":\"capabilities updated\",\"count\":0}");
        assertThat(manage("GET", "/capabilities", "")).contains("\"a/b\":{", "\"context_length\":5", "\"manual\"");
        assertThat(manage("POST", "/capabilities/seed-defaults", "")).contains("\"count\":4");
        assertThat(manage("DELETE", "/capabilities/a/b", "")).startsWith("200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest", "grpc"})
    @DisplayName("MA-40: the SDK does the same over both transports")
    void servesTheSdk(String transport) {
        try (ParleyClient sdk = sdk(transport)) {
            RegistryServiceBlockingStub registry = sdk.management().registry();
            RegistryModel asked = RegistryModel.newBuilder()
                    .setId("org/模型")
                    .setBase("gpt-4")
                    .setSearch(true)
                    .build();
            registry.putRegistryModel(
                    PutRegistryModelRequest.newBuilder().setModel(asked).build());
            var exported = registry.listRegistryModels(ListRegistryModelsRequest.getDefaultInstance());
            registry.importRegistryModels(ImportRegistryModelsRequest.newBuilder()
                    .setChannel("openai")
                    .setModels(exported)
                    .setMode("replace")
                    .build());
            var got = registry.getRegistryModel(
                    GetRegistryModelRequest.newBuilder().setId("org/模型").build());
            assertThat(got).isEqualTo(exported.getModels(0));
            assertThat(got.getSearch() && got.getEnabled()).isTrue();
            StatusRuntimeException failure = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> registry.getRegistryModel(
                            GetRegistryModelRequest.newBuilder().setId("no").build()));
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            smart                       |                                | "reasoning_effort":"high"  |
            smart-search                |                                | "reasoning_effort":"high"  | model.search
            smart-nothinking            |                                | "reasoning_effort":"none"  |
            假流式/smart-lowthinking    |                                | "reasoning_effort":"low"   |
            anti-trunc/smart-medthinking|                                | "reasoning_effort":"medium"|
            up/smart-medthinking        |                                | "reasoning_effort":"medium"|
            smart-maxthinking           | ,"reasoning_effort":"minimal"  | "reasoning_effort":"minimal"| model.thinking""")
    @DisplayName("GM-40, GM-41: a variant reaches the provider as parameters, and those of the request win")
    void chatsThroughVariants(String model, String said, String sent, String dropped) throws Exception {
        manage("POST", "/registry", "{\"id\":\"smart\",\"base\":\"gpt-4\",\"thinking\":\"high\",\"upstream\":\"up\"}");
        String body = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}"
                .formatted(model, said == null ? "" : said);

        HttpResponse<String> reply = Http.post(gateway, "/v1/chat/completions", body);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("\"model\":\"" + model + '"');
        assertThat(upstream.requests().getLast().body()).contains("\"model\":\"gpt-4\"", sent);
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields").orElse(null))
                .isEqualTo(dropped);
        assertThat(reply.headers().firstValue("x-gateway-model").orElse("")).endsWith("gpt-4");
    }

    @Test
    @DisplayName("GM-10, GM-11: callers see the entries that are enabled, with their variants, and no others")
    void listsModels() throws Exception {
        manage("POST", "/registry", "{\"id\":\"team/快\",\"base\":\"gpt-4\"}");
        manage("POST", "/registry", "{\"id\":\"secret\",\"base\":\"gpt-4\",\"enabled\":false}");
        manage("POST", "/registry", "{\"id\":\"gpt-4\",\"base\":\"gpt-4\",\"enabled\":false}");

        String list = Http.get(gateway, "/v1/models").body();
        assertThat(list)
                .contains("\"id\":\"team/快\"", "\"id\":\"team/快-maxthinking-search\"", "\"id\":\"假流式/team/快\"")
                .doesNotContain("secret", "\"id\":\"gpt-4\"");
        String encoded = URLEncoder.encode("team/快", UTF_8);
        for (String path : List.of(encoded, encoded.replace("%2F", "/"), encoded + "-search")) {
            HttpResponse<String> one = Http.get(gateway, "/v1/models/" + path);
            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(one.body()).contains("\"id\":\"team/快");
        }
        for (String id : List.of("secret", "secret-search", "gpt-4", "team/none")) {
            assertThat(Http.get(gateway, "/v1/models/" + id).statusCode()).isEqualTo(404);
            assertThat(Http.post(gateway, "/v1/chat/completions", Http.chat(id, false))
                            .body())
                    .contains("model_not_found");
        }
        assertThat(Http.get(gateway, "/v1/models", "anthropic-version", "2023-06-01")
                        .body())
                .contains("team/快-nothinking");
    }

    @Test
    @DisplayName("MA-50: entries are in force again after a restart")
    void survivesRestart() throws Exception {
        manage("POST", "/registry", "{\"id\":\"alias\",\"base\":\"gpt-4\",\"upstream\":\"up\"}");
        gateway.close();
        gateway = gateway();

        HttpResponse<String> reply = Http.post(gateway, "/v1/chat/completions", Http.chat("alias", false));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(upstream.requests().getLast().body()).contains("\"model\":\"gpt-4\"");
    }

    @Test
    @DisplayName("GM-40: registry.variants off hides variants and refuses them")
    void refusesVariants() throws Exception {
        gateway.close();
        gateway = gateway("REGISTRY_VARIANTS", "false");
        manage("POST", "/registry", "{\"id\":\"smart\",\"base\":\"gpt-4\",\"upstream\":\"up\"}");
        manage("POST", "/registry", "{\"id\":\"smart-lowthinking\",\"base\":\"gpt-4\",\"upstream\":\"up\"}");

        assertThat(Http.get(gateway, "/v1/models").body())
                .contains("\"id\":\"smart\"", "\"id\":\"smart-lowthinking\"")
                .doesNotContain("smart-search");
        assertThat(Http.post(gateway, "/v1/chat/completions", Http.chat("smart-search", false))
                        .statusCode())
                .isEqualTo(404);
        assertThat(Http.post(gateway, "/v1/chat/completions", Http.chat("smart-lowthinking", false))
                        .statusCode())
                .isEqualTo(200);
    }

    private Gateway gateway(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "DATA_DIR",
                folder.toString(),
                "ACCESS_API_KEYS",
                Http.KEY,
                "ACCESS_MANAGEMENT_KEY",
                MANAGER,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_API_KEYS",
                "k",
                "PROVIDERS_UP_MODELS",
                "gpt-4,gpt-4o"));
        settings.addAll(List.of(more));
        return Gateway.start(settings.toArray(String[]::new));
    }

    private ParleyClient sdk(String transport) {
        var builder = ParleyClient.builder().key(MANAGER);
        return transport.equals("rest")
                ? builder.rest(gateway.url()).build()
                : builder.grpc("127.0.0.1:" + gateway.port()).build();
    }

    /** The status and the body of a call of the management API. */
    private String manage(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + ROOT + path))
                .header("authorization", "Bearer " + MANAGER)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
        return reply.statusCode() + " " + reply.body();
    }
}
