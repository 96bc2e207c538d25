package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.management.v1.Credential;
import dev.parley.management.v1.CredentialDetail;
import dev.parley.management.v1.CredentialValidation;
import dev.parley.management.v1.ListProbesResponse;
import dev.parley.management.v1.Probe;
import dev.parley.management.v1.ProbeCredentialsResponse;
import dev.parley.management.v1.ProbeResult;
import dev.parley.management.v1.ValidateArchiveResponse;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeGemini;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("MA-25, MA-26: credentials are validated and probed")
class CredentialChecksTest {
    private static final String ANN = "{'api_key':'secret-of-ann','email':'ann@example.com','project_id':'p1'}";
    private static final String BOB = "{'api_key':'secret-of-bob'}";

    @TempDir
    private Path folder;

    private final FakeGemini host =
            new FakeGemini("secret-of-ann", "secret-of-bob").knowUser("secret-of-user", "client:secret-of-client");
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
    @DisplayName("MA-25: with live, a host is asked once for a token, or whether it takes a key; nothing is kept")
    void validatesLive() throws Exception {
        assertThat(valid(ANN)).isTrue();
        assertThat(valid(user("secret-of-user"))).isTrue();
        assertThat(host.fetches("secret-of-user")).isZero();

        assertThat(live(ANN).getValid()).isTrue();
        assertThat(host.calls("secret-of-ann")).isOne();
        assertThat(live(user("secret-of-user")).getValid()).isTrue();
        assertThat(live(user("secret-of-user").replace("{", "{'access_token':'old','expires_at':4102444800,"))
                        .getValid())
                .isTrue();
        assertThat(host.fetches("secret-of-user")).isEqualTo(2);
        assertThat(live("{'api_key':'secret-of-nobody'}").getProblemsList())
                .singleElement()
                .asString()
                .startsWith("token: ")
                .doesNotContain("secret-of");
        assertThat(live(user("secret-of-nobody")).getProblems(0)).contains("invalid_grant");
        assertThat(live("{'type':'oauth'}").getProblemsList())
                .singleElement()
                .asString()
                .startsWith("refresh_token:");
        assertThat(operator.list()).isEmpty();
    }

    @Test
    @DisplayName("MA-25: a host is asked each time, for what it said before may be over")
    void asksAnew_whenTheSameIsValidatedAgain() throws Exception {
        for (int time = 1; time <= 6; time++) {
            assertThat(live(user("secret-of-user")).getValid()).isTrue();
            assertThat(host.fetches("secret-of-user")).isEqualTo(time);
        }
    }

    @Test
    @DisplayName("MA-25: at most 500 at once, each with its problems")
    void validatesMany() throws Exception {
        HttpResponse<String> some = operator.post("/validate-batch", "{'items':[%s,{},{'api_key':7}]}".formatted(ANN));
        assertThat(some.body())
                .isEqualTo("{\"results\":[{\"index\":0,\"valid\":true,\"problems\":[]},"
                        + "{\"index\":1,\"valid\":false,\"problems\":[\"type: is missing (expected: one of "
                        + "[oauth, authorized_user, service_account, api_key])\"]},"
                        + "{\"index\":2,\"valid\":false,\"problems\":[\"api_key: is of type number (expected: a string)\","
                        + "\"type: is missing (expected: one of [oauth, authorized_user, service_account, api_key])\"]}],"
                        + "\"count\":3}");
        assertThat(batch(500)).isEqualTo(200);
        assertThat(batch(501)).isEqualTo(400);
    }

    @Test
    @DisplayName("MA-25: an archive comes as a form; with validate_tokens its hosts are asked")
    void validatesArchive() throws Exception {
        byte[] zip = zip(Map.of(
                "a.json", ANN,
                "b.json", user("secret-of-user"),
                "c.json", "{'api_key':'secret-of-nobody'}",
                "d.json", "{'type':'oauth'}",
                "e.txt", "no"));

        ValidateArchiveResponse shapes = archive(zip, "");
        assertThat(shapes.getFiles()).isEqualTo(4);
        assertThat(shapes.hasTokenChecks()).isFalse();
        assertThat(shapes.getResultsList())
                .extracting(ValidateArchiveResponse.Result::getGrade)
                .containsExactly("ok", "ok", "ok", "permanent");

        ValidateArchiveResponse tokens = archive(zip, "?validate_tokens=true");
        assertThat(tokens.getResultsList())
                .extracting(ValidateArchiveResponse.Result::getGrade)
                .containsExactly("ok", "ok", "permanent", "permanent");
        assertThat(tokens.getTokenChecks())
                .isEqualTo(ValidateArchiveResponse.TokenChecks.newBuilder()
                        .setOk(2)
                        .setFail(1)
                        .setTotal(3)
                        .build());

        host.failTokens(503);
        assertThat(archive(zip, "?validate_tokens=true").getResults(1).getGrade())
                .isEqualTo("recoverable");
        assertThat(send(new byte[100], "").body()).contains("invalid_archive");
        assertThat(operator.list()).isEmpty();
    }

    @Test
    @DisplayName("MA-26: each credential gives one token, beside the pool; disabled ones are skipped unless named")
    void probes() throws Exception {
        operator.upload("ann.json", ANN);
        operator.upload("bob.json", BOB);
        operator.upload("carl.json", "{'api_key':'secret-of-carl'}");
        operator.done("/bob/disable");

        ProbeCredentialsResponse all = probe("{}");
        assertThat(all.getModel()).isEqualTo("gemini-2.5-flash");
        assertThat(all.getResultsList())
                .extracting(ProbeResult::getId, ProbeResult::getOk, ProbeResult::getStatus)
                .containsExactly(tuple("ann", true, 200), tuple("carl", false, 400));
        assertThat(all.getResults(0).getEmail()).isEqualTo("ann@example.com");
        assertThat(all.getResults(0).getProjectId()).isEqualTo("p1");
        assertThat(all.getResults(1).getError()).isNotEmpty().doesNotContain("secret-of");
        assertThat(host.requests().getLast().body() + host.requests().getFirst().body())
                .contains("\"maxOutputTokens\":1");

        ProbeCredentialsResponse named = probe("{'ids':['bob'],'model':'gemini-2.5-pro','timeout_sec':60}");
        assertThat(named.getResults(0).getOk()).isTrue();
        assertThat(operator.one("ann").getTotalRequests()).isZero();
        assertThat(operator.one("carl").getFailureCount()).isZero();

        for (String wrong : new String[] {"{'timeout_sec':61}", "{'timeout_sec':-1}"}) {
            assertThat(operator.post("/probe", wrong).statusCode()).isEqualTo(400);
        }
        assertThat(operator.post("/probe", "{'ids':['nobody']}").statusCode()).isEqualTo(404);

        restart();
        assertThat(history("").getHistoryList())
                .extracting(Probe::getModel, Probe::getSuccess, Probe::getTotal, Probe::getSource, Probe::getTimeoutSec)
                .containsExactly(
                        tuple("gemini-2.5-pro", 1, 1, "manual", 60), tuple("gemini-2.5-flash", 1, 2, "manual", 10));
        assertThat(history("?limit=1").getHistoryCount()).isOne();
        assertThat(operator.get("/probe/history?limit=51").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("MA-26: a success lifts a ban, if probe.lifts-bans says so")
    void liftsBans(boolean lifts) throws Exception {
        restart(
                "PROVIDERS_G_POOL_BAN_ENABLED", "true",
                "PROVIDERS_G_POOL_BAN_FORBIDDEN_AFTER", "1",
                "PROBE_LIFTS_BANS", String.valueOf(lifts));
        operator.upload("ann.json", ANN);
        host.fail("secret-of-ann", 403, 0, 0);
        operator.chat();
        assertThat(probe("{}").getResults(0).getStatus()).isEqualTo(403);
        assertThat(operator.one("ann").getAutoBanned()).isTrue();
        assertThat(operator.one("ann").getFailureCount()).isOne();
        host.heal("secret-of-ann");

        assertThat(probe("{}").getResults(0).getOk()).isTrue();

        assertThat(operator.one("ann").getAutoBanned()).isNotEqualTo(lifts);
    }

    @Test
    @DisplayName("MA-20, MA-21: users' accounts are shown as what they are")
    void showsUsers() throws Exception {
        operator.upload(
                "user.json",
                user("secret-of-user").replace("{", "{'quota_project_id':'p2','Extra':{'k':'secret-of-x'},"));
        assertThat(operator.chat()).isEqualTo(200);
        CredentialDetail detail = Operator.read(operator.get("/user"), CredentialDetail.newBuilder())
                .build();
        Credential user = detail.getCredential();
        assertThat(user.getType()).isEqualTo("oauth");
        assertThat(user.getProjectId()).isEqualTo("p2");
        assertThat(detail.getContent().toString()).contains("***").doesNotContain("secret-of");
    }

    private String user(String refreshToken) {
        return "{'type':'oauth','client_id':'client','client_secret':'secret-of-client','refresh_token':'%s','token_uri':'%s'}"
                .formatted(refreshToken, host.url() + FakeGemini.TOKENS);
    }

    private boolean valid(String json) throws Exception {
        return Operator.read(operator.post("/validate", json), CredentialValidation.newBuilder())
                .getValid();
    }

    private CredentialValidation live(String json) throws Exception {
        return Operator.read(operator.post("/validate?live=true", json), CredentialValidation.newBuilder())
                .build();
    }

    private int batch(int count) throws Exception {
        return operator.post("/validate-batch", "{'items':[" + "{},".repeat(count - 1) + "{}]}")
                .statusCode();
    }

    private ProbeCredentialsResponse probe(String json) throws Exception {
        return Operator.read(operator.post("/probe", json), ProbeCredentialsResponse.newBuilder())
                .build();
    }

    private ListProbesResponse history(String query) throws Exception {
        return Operator.read(operator.get("/probe/history" + query), ListProbesResponse.newBuilder())
                .build();
    }

    private ValidateArchiveResponse archive(byte[] zip, String query) throws Exception {
        return Operator.read(send(zip, query), ValidateArchiveResponse.newBuilder())
                .build();
    }

    private HttpResponse<String> send(byte[] zip, String query) throws Exception {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        String head = String.join(
                "\r\n",
                "--edge",
                "Content-Disposition: form-data; name=\"file\"; filename=\"c.zip\"",
                "Content-Type: application/zip",
                "",
                "");
        form.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(zip);
        form.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.US_ASCII));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(gateway.url() + Operator.CREDENTIALS + "/validate-zip" + query))
                            .header("authorization", "Bearer " + Operator.KEY)
                            .header("content-type", "multipart/form-data; boundary=edge")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static byte[] zip(Map<String, String> files) throws Exception {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue().replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip.toByteArray();
    }
}
