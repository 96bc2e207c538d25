package dev.parley.server.wires;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.server.Gateway;
import dev.parley.server.config.ConfigException;
import dev.parley.testkit.Answer;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.GeminiAnswers;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Gemini's credentials: GM-17, BAN-05, SEC-02, SEC-05, MA-27")
class GeminiCredentialsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String GENERATE = "/v1beta/models/gemini-2.5-flash:generateContent";
    private static final String CLIENT = "client-of-ann:secret-of-client";

    @TempDir
    Path folder;

    private final FakeGemini host = new FakeGemini("key-1", "key-2").knowUser("refresh-of-ann", CLIENT);
    private Gateway gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        host.close();
    }

    @Test
    @DisplayName("a key goes into a header and never into the address")
    void showsKeys() throws Exception {
        start("API_KEYS", "key-1");
        assertThat(ask(true).body()).contains("Hello ", "there", "[DONE]");
        assertThat(ask(false).body()).contains("Hello there");
        assertThat(host.asked())
                .containsExactly("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse", GENERATE);
        assertThat(host.requests())
                .allSatisfy(
                        request -> assertThat(request.header("x-goog-api-key")).isEqualTo("key-1"))
                .allSatisfy(
                        request -> assertThat(request.header("authorization")).isEmpty());
    }

    @Test
    @DisplayName("MA-27: a key in a file, found in a folder; what is wrong in it is passed over")
    void readsFolder() throws Exception {
        write("a.json", "{\"api_key\":\"key-1\"}");
        write("b.json", "{\"type\":\"oauth\"}");
        start("CREDENTIALS_DIR", folder.toString());
        assertThat(ask(false).statusCode()).isEqualTo(200);
        assertThat(host.calls("key-1")).isEqualTo(1);
    }

    @Test
    @DisplayName("a user's account gets a token by its refresh_token, for its project, and keeps it")
    void showsUsersToken() throws Exception {
        start("CREDENTIAL_FILES", user("").toString());
        assertThat(ask(false).statusCode()).isEqualTo(200);
        assertThat(ask(false).statusCode()).isEqualTo(200);
        assertThat(host.fetches("refresh-of-ann")).isEqualTo(1);
        assertThat(last().header("authorization")).isEqualTo("Bearer refresh-of-ann/1");
        assertThat(last().header("x-goog-user-project")).isEqualTo("project-of-ann");
        assertThat(last().header("x-goog-api-key")).isEmpty();
    }

    @Test
    @DisplayName("a service account signs for its token")
    void showsServiceAccountsToken() throws Exception {
        KeyPair keys = keys();
        host.knowRobot("robot@p1.example", keys.getPublic());
        start("CREDENTIAL_FILES", robot(keys).toString());
        HttpResponse<String> reply = ask(false);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(ask(true).body()).contains("[DONE]");
        assertThat(host.fetches("robot@p1.example")).isEqualTo(1);
        assertThat(last().header("authorization")).isEqualTo("Bearer robot@p1.example/1");
        assertThat(last().header("x-goog-user-project")).isEmpty();
    }

    @Test
    @DisplayName("a service account whose signature does not fit is refused, and 502 says so without a secret")
    void refusesServiceAccount() throws Exception {
        host.knowRobot("robot@p1.example", keys().getPublic());
        start("CREDENTIAL_FILES", robot(keys()).toString());
        HttpResponse<String> reply = ask(false);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(502);
        assertThat(reply.body()).contains("400 invalid_grant").doesNotContain("PRIVATE KEY");
    }

    @ParameterizedTest
    @CsvSource({"true, chat", "false, chat", "false, models", "false, count"})
    @DisplayName("BAN-05: a token that is refused is got anew, once, in the same attempt")
    void renewsToken(boolean stream, String what) throws Exception {
        start("CREDENTIAL_FILES", user("").toString());
        assertThat(ask(false).statusCode()).isEqualTo(200);
        host.expire("refresh-of-ann");
        HttpResponse<String> reply = switch (what) {
            case "models" -> Http.get(gateway, "/v1/models");
            case "count" -> count();
            default -> ask(stream);
        };
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(host.fetches("refresh-of-ann")).isEqualTo(2);
        assertThat(last().header("authorization")).isEqualTo("Bearer refresh-of-ann/2");
    }

    @Test
    @DisplayName("faults 7: a token that ends midway harms no stream, and the next call has another")
    void finishesStream_whenItsTokenEnds() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        host.answers((model, request) -> GeminiAnswers.openText(Answer.text(""), "One ")
                .await(ended)
                .then(GeminiAnswers.stream(Answer.text("two")).body()));
        start("CREDENTIAL_FILES", user("").toString());
        var reply = Http.open(gateway, CHAT, Http.chat("g/gemini-2.5-flash", true));
        host.expire("refresh-of-ann");
        ended.countDown();
        assertThat(new String(reply.body().readAllBytes(), UTF_8)).contains("One ", "two", "[DONE]");
        assertThat(host.fetches("refresh-of-ann")).isEqualTo(1);

        host.answers((model, request) -> GeminiAnswers.to(request, Answer.text("Hello")));
        assertThat(ask(false).body()).contains("Hello");
        assertThat(host.fetches("refresh-of-ann")).isEqualTo(2);
    }

    @Test
    @DisplayName("BAN-05: refused again, the credential is to blame, and the next one answers")
    void takesNextCredential_whenRefusedAgain() throws Exception {
        start("CREDENTIAL_FILES", user("").toString(), "API_KEYS", "key-1");
        host.fail("refresh-of-ann", 401, 0, 0);
        for (int i = 0; i < 2; i++) {
            assertThat(ask(false).statusCode()).isEqualTo(200);
        }
        assertThat(host.calls("refresh-of-ann")).isEqualTo(2);
        assertThat(host.fetches("refresh-of-ann")).isEqualTo(2);
        assertThat(host.calls("key-1")).isEqualTo(2);
    }

    @Test
    @DisplayName("BAN-05: twenty calls at once share one fetch")
    void fetchesOnce_underManyCalls() throws Exception {
        start("CREDENTIAL_FILES", user("").toString());
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> calls = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> status(go), threads))
                    .toList();
            go.countDown();
            assertThat(calls.stream().map(CompletableFuture::join)).hasSize(20).containsOnly(200);
        }
        assertThat(host.fetches("refresh-of-ann")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"170, 1", "200, 0"})
    @DisplayName("BAN-05: a token is replaced 180 s before its end")
    void renewsAhead(int left, int fetches) throws Exception {
        Instant end = Instant.now().plusSeconds(left);
        host.tokenLifetime(left);
        start(
                "CREDENTIAL_FILES",
                user(",\"access_token\":\"of-the-file\",\"expiry\":\"" + end + '"')
                        .toString());
        ask(false);
        assertThat(host.fetches("refresh-of-ann")).isGreaterThanOrEqualTo(fetches);
        String shown = host.requests().stream()
                .filter(request -> request.path().equals(GENERATE))
                .findFirst()
                .orElseThrow()
                .header("authorization");
        assertThat(shown).isEqualTo(fetches == 0 ? "Bearer of-the-file" : "Bearer refresh-of-ann/1");
    }

    @Test
    @DisplayName("a token that is soon over is used while the host of tokens is down")
    void usesOldToken_whenNoneCanBeFetched() throws Exception {
        host.tokenLifetime(120);
        start("CREDENTIAL_FILES", user("").toString());
        assertThat(ask(false).statusCode()).isEqualTo(200);
        host.failTokens(503);
        assertThat(ask(false).statusCode()).isEqualTo(200);
        assertThat(last().header("authorization")).isEqualTo("Bearer refresh-of-ann/1");
    }

    @ParameterizedTest
    @CsvSource({"0, 502, 400 invalid_grant", "503, 502, failed or is busy", "429, 429, failed or is busy"})
    @DisplayName("no token: the account is to blame if it is refused, else its host; nothing is said of its secrets")
    void tellsWhyThereIsNoToken(int fault, int status, String said) throws Exception {
        host.forget("refresh-of-ann").failTokens(fault);
        start("CREDENTIAL_FILES", user("").toString());
        HttpResponse<String> reply = ask(false);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).contains(said).doesNotContain("refresh-of-ann", "secret-of-client", "client-of-ann");
    }

    @Test
    @DisplayName("a token without a way to another is used to its end")
    void usesTokenAlone() throws Exception {
        write("over.json", "{\"access_token\":\"x\",\"expires_at\":1}");
        start("CREDENTIALS_DIR", folder.toString());
        HttpResponse<String> reply = ask(false);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(502);
        assertThat(reply.body()).contains("no refresh_token");
        assertThat(host.requests()).isEmpty();
    }

    @Test
    @DisplayName("SEC-02: a host of tokens that points elsewhere is not followed")
    void followsNoRedirect() throws Exception {
        try (FakeUpstream elsewhere = FakeUpstream.lax(request -> Reply.json(200, "{}"));
                FakeUpstream pointing = FakeUpstream.lax(
                        request -> Reply.json(307, "{}", "location: " + elsewhere.origin() + FakeGemini.TOKENS))) {
            start("CREDENTIAL_FILES", user("", pointing.origin()).toString());
            assertThat(ask(false).statusCode()).isEqualTo(502);
            assertThat(pointing.requests()).isNotEmpty();
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("SEC-05: a host of tokens that is not on the list is never asked")
    void asksNoOtherHost() throws Exception {
        start("CREDENTIAL_FILES", user("").toString(), "OPTIONS_TOKEN_HOSTS", "oauth2.googleapis.com");
        assertThat(ask(false).statusCode()).isEqualTo(503);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    @DisplayName("COM-08: a caller that leaves while a token is fetched ends its call, not the fetch")
    void goesOnFetching_whenTheCallerLeaves() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        String token = "{\"access_token\":\"late\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
        host.upstream().enqueue(request -> Reply.sse().await(answered).then(token));
        start("CREDENTIAL_FILES", user("").toString());
        var reply = Http.openAsync(gateway, CHAT, Http.chat("g/gemini-2.5-flash", true));
        await().until(() -> host.requests().size() == 1);
        reply.cancel(true);
        assertThat(host.upstream().awaitClientClose(Duration.ofMillis(300))).isFalse();
        answered.countDown();
        ask(false);
        assertThat(host.requests().get(1).header("authorization")).isEqualTo("Bearer late");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"access_token\":7}",
                "{\"access_token\":\"t\",\"expires_in\":\"x\"}"
            })
    @DisplayName("a host of tokens that talks nonsense has failed")
    void blamesTheHost_forNonsense(String answer) throws Exception {
        host.upstream().enqueue(Reply.json(200, answer));
        start("CREDENTIAL_FILES", user("").toString());
        HttpResponse<String> reply = ask(false);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(502);
        assertThat(reply.body()).contains("failed or is busy");
        assertThat(ask(false).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("the host's list, page by page, embedding models among them")
    void listsModels() throws Exception {
        start("API_KEYS", "key-1");
        assertThat(Http.get(gateway, "/v1/models").body())
                .contains("\"id\":\"gemini-2.5-pro\"", "\"owned_by\":\"google\"", "\"context_length\":1048576")
                .contains("\"id\":\"text-embedding-004\"");
        assertThat(host.asked()).first().asString().startsWith("/v1beta/models?pageSize=");
    }

    @Test
    @DisplayName("a prompt's size is the host's to tell")
    void countsTokens() throws Exception {
        start("API_KEYS", "key-1");
        assertThat(count().body()).isEqualTo("{\"input_tokens\":25}");
        assertThat(last().path()).isEqualTo("/v1beta/models/gemini-2.5-flash:countTokens");
    }

    @Test
    @DisplayName("GM-17: Vertex AI by setting")
    void asksVertex() throws Exception {
        start(
                "CREDENTIAL_FILES", user("").toString(),
                "OPTIONS_FORM", "vertex",
                "OPTIONS_VERTEX_PROJECT", "p1",
                "OPTIONS_VERTEX_LOCATION", "us-central1");
        assertThat(ask(false).statusCode()).isEqualTo(200);
        assertThat(count().statusCode()).isEqualTo(200);
        String models = "/v1/projects/p1/locations/us-central1/publishers/google/models/gemini-2.5-flash:";
        assertThat(host.asked()).contains(models + "generateContent", models + "countTokens");
        assertThat(Http.get(gateway, "/v1/models").body()).contains("gemini-2.5-pro");
    }

    @Test
    void refusesToStart_withoutVertexProject() {
        assertThatThrownBy(() -> Gateway.settings(
                        List.of(),
                        Map.of("PARLEY_PROVIDERS_G_TYPE", "gemini", "PARLEY_PROVIDERS_G_OPTIONS_FORM", "vertex")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("providers.g.options.vertex-project is missing");
        assertThatThrownBy(() -> Gateway.settings(
                        List.of(),
                        Map.of("PARLEY_PROVIDERS_G_TYPE", "gemini", "PARLEY_PROVIDERS_G_OPTIONS_FORM", "else")))
                .hasMessageContaining("expected: one of [api, vertex]");
    }

    @Test
    @DisplayName("a model's name is one segment of the path, whatever is in it")
    void encodesModel() throws Exception {
        start("API_KEYS", "key-1");
        assertThat(Http.post(gateway, CHAT, Http.chat("g/../../token?x=1#y z", false))
                        .statusCode())
                .isEqualTo(404);
        assertThat(last().path()).isEqualTo("/v1beta/models/..%2F..%2Ftoken%3Fx%3D1%23y%20z:generateContent");
    }

    private HttpResponse<String> ask(boolean stream) throws Exception {
        return Http.post(gateway, CHAT, Http.chat("g/gemini-2.5-flash", stream));
    }

    private HttpResponse<String> count() throws Exception {
        return Http.post(
                gateway,
                "/v1/messages/count_tokens",
                "{\"model\":\"g/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    private int status(CountDownLatch go) {
        try {
            go.await();
            return ask(false).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ReceivedRequest last() {
        return host.requests().getLast();
    }

    private Path user(String more) throws IOException {
        return user(more, host.url());
    }

    private Path user(String more, String tokenHost) throws IOException {
        return write("ann.json", """
                {"type":"authorized_user","client_id":"client-of-ann","client_secret":"secret-of-client",\
                "refresh_token":"refresh-of-ann","project_id":"project-of-ann","token_uri":"%s%s"%s}""".formatted(tokenHost, FakeGemini.TOKENS, more));
    }

    private Path robot(KeyPair keys) throws IOException {
        String body = Base64.getMimeEncoder()
                .encodeToString(keys.getPrivate().getEncoded())
                .replace("\r\n", "\\n");
        return write("robot.json", """
                {"type":"service_account","project_id":"p1","private_key_id":"k1","client_email":"robot@p1.example",\
                "private_key":"-----BEGIN %1$s-----\\n%2$s\\n-----END %1$s-----\\n","token_uri":"%3$s%4$s"}""".formatted("PRIVATE KEY", body, host.url(), FakeGemini.TOKENS));
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        return keys.generateKeyPair();
    }

    private Path write(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json);
    }

    private void start(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_G_TYPE",
                "gemini",
                "PROVIDERS_G_BASE_URL",
                host.url(),
                "PROVIDERS_G_OPTIONS_TOKEN_HOSTS",
                "127.0.0.1",
                "PROVIDERS_G_RETRY_MAX_ROUNDS",
                "1"));
        for (int i = 0; i < more.length; i += 2) {
            settings.addAll(List.of("PROVIDERS_G_" + more[i], more[i + 1]));
        }
        gateway = Gateway.start(settings.toArray(String[]::new));
    }
}
