package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.management.v1.Credential;
import dev.parley.management.v1.CredentialDetail;
import dev.parley.management.v1.ListCredentialsResponse;
import dev.parley.management.v1.UploadCredentialResponse;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeGemini;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MA-20 to MA-24, MA-50: credentials are shown, uploaded, removed and switched, and stay so")
class CredentialManagementTest {
    private static final String ANN = "{'type':'api_key','api_key':'secret-of-ann','email':'ann@example.com'}";
    private static final String BOB = "{'id':'bob','api_key':'secret-of-bob'}";

    @TempDir
    private Path folder;

    private final FakeGemini host = new FakeGemini("secret-of-settings", "secret-of-ann", "secret-of-bob");
    private Gateway gateway;
    private Operator operator;

    @BeforeEach
    void start() {
        restart();
    }

    @AfterEach
    void stop() {
        gateway.close();
        host.close();
    }

    private void restart(String... settings) {
        if (gateway != null) {
            gateway.close();
        }
        gateway = Operator.gateway(host.url(), folder.resolve("data"), settings);
        operator = new Operator(gateway);
    }

    @Test
    @DisplayName(
            "MA-22: an upload serves at once, is shown without its secret, and outlives a restart until it is removed")
    void uploads() throws Exception {
        assertThat(operator.chat()).isEqualTo(503);

        operator.upload("ann.json", ANN);

        assertThat(operator.chat()).isEqualTo(200);
        restart();
        assertThat(operator.chat()).isEqualTo(200);
        assertThat(host.calls("secret-of-ann")).isEqualTo(2);
        CredentialDetail detail = Operator.read(operator.get("/ann"), CredentialDetail.newBuilder())
                .build();
        Credential ann = detail.getCredential();
        assertThat(List.of(ann.getId(), ann.getFilename(), ann.getProvider(), ann.getType(), ann.getEmail()))
                .containsExactly("ann", "ann.json", "g", "api_key", "ann@example.com");
        assertThat(ann.getHealthy()).isTrue();
        assertThat(ann.getSuccessCount()).isOne();
        assertThat(detail.getSource()).isEqualTo("upload");
        assertThat(detail.getContent().getFieldsOrThrow("api_key").getStringValue())
                .isEqualTo("***");
        assertThat(detail.getContent().getFieldsOrThrow("email").getStringValue())
                .isEqualTo("ann@example.com");

        assertThat(operator.delete("ann").statusCode()).isEqualTo(200);

        assertThat(operator.chat()).isEqualTo(503);
        restart();
        assertThat(operator.list()).isEmpty();
        assertThat(operator.delete("ann").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("MA-20: those of all providers are listed, or the names of their files")
    void lists() throws Exception {
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(folder.resolve("files/carl.json"), "{\"api_key\":\"secret-of-carl\"}");
        Files.createSymbolicLink(folder.resolve("files/link.json"), folder.resolve("files/carl.json"));
        restart(
                "PROVIDERS_G_API_KEYS",
                "secret-of-settings",
                "PROVIDERS_G_CREDENTIALS_DIR",
                folder.resolve("files").toString(),
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                "http://127.0.0.1:9/v1",
                "PROVIDERS_UP_API_KEYS",
                "secret-of-up");
        operator.upload("ann.json", ANN);

        assertThat(operator.list())
                .extracting(Credential::getProvider, Credential::getFilename, Credential::getType)
                .containsExactly(
                        tuple("g", "", "api_key"),
                        tuple("g", "carl.json", "api_key"),
                        tuple("g", "ann.json", "api_key"),
                        tuple("up", "", "api_key"));
        assertThat(Operator.read(operator.get("?view=names"), ListCredentialsResponse.newBuilder())
                        .getNamesList())
                .containsExactly("carl.json", "ann.json");
        assertThat(Operator.read(operator.get("?provider=up"), ListCredentialsResponse.newBuilder())
                        .getCredentialsList())
                .hasSize(1);
        assertThat(operator.get("?view=all").statusCode()).isEqualTo(400);
        assertThat(operator.delete("carl").body()).contains("not_uploaded", "carl.json");

        Files.writeString(folder.resolve("files/dora.json"), "{\"api_key\":\"secret-of-dora\"}");
        Files.delete(folder.resolve("files/carl.json"));
        Files.writeString(folder.resolve("files/eve.json"), "{\"api_key\":\"secret-of-eve\"}");
        assertThat(operator.done("/reload")).isEqualTo("{\"message\":\"reloaded\",\"count\":2}");

        assertThat(operator.list())
                .extracting(Credential::getId)
                .contains("dora", "eve", "ann")
                .doesNotContain("carl");
    }

    @Test
    @DisplayName(
            "fault 55: the same once more changes nothing; MA-22: another under a name that is taken needs overwrite")
    void keepsOneOwner() throws Exception {
        operator.upload("ann.json", ANN);
        operator.upload("ann.json", ANN);
        UploadCredentialResponse same = Operator.read(
                        operator.post("", "{'credentials':%s}".formatted(ANN)), UploadCredentialResponse.newBuilder())
                .build();
        assertThat(same.getFilename()).isEqualTo("ann.json");
        assertThat(operator.list()).hasSize(1);

        HttpResponse<String> taken = operator.post("", "{'filename':'ann.json','credentials':%s}".formatted(BOB));
        assertThat(taken.body()).contains("filename_taken", "overwrite=true").doesNotContain("secret-of");
        HttpResponse<String> sameId =
                operator.post("", "{'filename':'other.json','credentials':{'id':'ann','api_key':'secret-of-bob'}}");
        assertThat(sameId.body()).contains("id_taken");
        assertThat(operator.list()).hasSize(1);

        HttpResponse<String> over =
                operator.post("?overwrite=true", "{'filename':'ann.json','credentials':%s}".formatted(BOB));
        assertThat(over.statusCode()).as(over.body()).isEqualTo(200);
        assertThat(operator.list()).extracting(Credential::getId).containsExactly("bob");
        assertThat(operator.chat()).isEqualTo(200);
        assertThat(host.calls("secret-of-bob")).isOne();

        UploadCredentialResponse named = Operator.read(
                        operator.post("", "{'credentials':%s}".formatted(ANN)), UploadCredentialResponse.newBuilder())
                .build();
        assertThat(named.getFilename()).matches("credential-\\d{8}-\\d{6}-\\d{3}\\.json");
        assertThat(named.getId() + ".json").isEqualTo(named.getFilename());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'type':'api_key','api_key':''} | credentials.api_key",
                "{'type':'oauth'} | credentials.refresh_token",
                "{'type':'magic','api_key':'secret-of-ann'} | credentials.type",
                "{'type':'oauth','refresh_token':'secret-of-ann','client_id':'c','client_secret':'secret-of-ann',"
                        + "'token_uri':'https://evil.example.com/'} | credentials.token_uri",
                "{'id':'reload','api_key':'secret-of-ann'} | credentials.id",
                "{'id':'a b','api_key':'secret-of-ann'} | credentials.id",
                "{} | credentials.type"
            })
    @DisplayName("MA-22, fault 53: a credential of the wrong shape is refused by field, and no value is told")
    void refusesShapes(String json, String field) throws Exception {
        HttpResponse<String> answer = operator.post("", "{'credentials':%s}".formatted(json));
        assertThat(answer.body())
                .contains("invalid_credential", '"' + field + '"')
                .doesNotContain("secret-of-ann", "evil.example");
        assertThat(operator.list()).isEmpty();
    }

    @Test
    @DisplayName("MA-23, MA-24: disabled ones rest, bans are lifted, and a restart changes neither")
    void switches() throws Exception {
        operator.upload("ann.json", ANN);
        assertThat(operator.done("/ann/disable")).isEqualTo("{\"message\":\"disabled\",\"id\":\"ann\"}");
        assertThat(operator.chat()).isEqualTo(503);
        restart();
        assertThat(operator.one("ann").getDisabled()).isTrue();
        assertThat(operator.chat()).isEqualTo(503);
        operator.done("/ann/enable");
        assertThat(operator.chat()).isEqualTo(200);

        restart("PROVIDERS_G_POOL_BAN_ENABLED", "true", "PROVIDERS_G_POOL_BAN_FORBIDDEN_AFTER", "1");
        host.fail("secret-of-ann", 403, 0, 0);
        operator.chat();
        assertThat(operator.one("ann").getAutoBanned()).isTrue();
        restart();
        assertThat(operator.one("ann").getAutoBanned()).isTrue();
        assertThat(operator.one("ann").getBanUntil().getSeconds()).isPositive();
        host.heal("secret-of-ann");
        operator.done("/ann/disable");

        assertThat(operator.done("/recover-all")).isEqualTo("{\"message\":\"recovered\",\"count\":1}");

        assertThat(operator.one("ann").getAutoBanned()).isFalse();
        assertThat(operator.one("ann").getDisabled()).isTrue();
        assertThat(operator.done("/recover-all")).contains("\"count\":0");
        operator.done("/ann/recover");
        operator.done("/ann/enable");
        restart();
        assertThat(operator.one("ann").getHealthy()).isTrue();
        assertThat(operator.chat()).isEqualTo(200);
    }

    @Test
    @DisplayName("MA-23: words of the API are no ids")
    void knowsItsWords() throws Exception {
        operator.upload("ann.json", ANN);
        assertThat(operator.done("/reload")).contains("reloaded");
        assertThat(operator.done("/recover-all")).contains("recovered");
        assertThat(operator.post("/validate", ANN).body()).isEqualTo("{\"valid\":true,\"problems\":[]}");
        assertThat(operator.post("/validate-batch", "{'items':[]}").body()).contains("\"count\":0");
        assertThat(operator.post("/probe", "{}").body()).contains("\"results\":[{\"id\":\"ann\"");
        assertThat(operator.get("/probe/history").body()).contains("\"history\":[{");
        for (String word : List.of("reload", "recover-all", "validate", "validate-batch", "validate-zip", "probe")) {
            assertThat(operator.get('/' + word).statusCode()).as(word).isEqualTo(404);
            assertThat(operator.post('/' + word + "/disable", "").statusCode())
                    .as(word)
                    .isEqualTo(404);
        }
    }
}
