package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.ParleyClient;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.FakeDeepSeek;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Profile ds2api: DS-02..DS-06, DS-34, DS-35, DS-42, CL-01, CL-02, CL-05, CL-06")
class Ds2ApiTest {
    private static final String HI = Http.chat("deepseek-chat", false);
    private static final String PIN = "X-Ds2-Target-Account";

    private final FakeDeepSeek host = new FakeDeepSeek("a@x.org:pw", "+467:pw", "token-of-eve");
    private @Nullable Ds2Api gateway;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        host.close();
    }

    @Test
    @DisplayName("DS-02, DS-34: the list of the document, word for word, without a key")
    void listsModels() throws Exception {
        assertThat(JsonValues.of(sessions().get("/v1/models").body())).isEqualTo(JsonValues.of("""
                {"object": "list", "data": [
                {"id": "deepseek-chat", "object": "model", "created": 1677610602, "owned_by": "deepseek", "permission": []},
                {"id": "deepseek-reasoner", "object": "model", "created": 1677610602, "owned_by": "deepseek", "permission": []},
                {"id": "deepseek-chat-search", "object": "model", "created": 1677610602, "owned_by": "deepseek", "permission": []},
                {"id": "deepseek-reasoner-search", "object": "model", "created": 1677610602, "owned_by": "deepseek", "permission": []}
                ]}"""));
        assertThat(sessions().get("/anthropic/v1/models").body())
                .contains("\"claude-sonnet-4-5\"", "\"claude-instant-1.0\"", "\"created\":1715635200");
    }

    @Test
    @DisplayName("DS-40: a whole answer has the fields of the document and no others")
    void answersAsTheDocument() throws Exception {
        HttpResponse<String> reply = sessions().post(Ds2Api.CHAT, Http.chat("DeepSeek-Reasoner", false));
        assertThat(JsonValues.of(reply.body().replaceAll("\"created\":\\d+", "\"created\":1")))
                .isEqualTo(JsonValues.of("""
                        {"id":"session-1","object":"chat.completion","created":1,"model":"DeepSeek-Reasoner",\
                        "choices":[{"index":0,"message":{"role":"assistant","content":"Hello there",\
                        "reasoning_content":"The user wants an answer."},"finish_reason":"stop"}],\
                        "usage":{"prompt_tokens":3,"completion_tokens":9,"total_tokens":12,\
                        "completion_tokens_details":{"reasoning_tokens":6}}}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "'\"stream_options\":{\"include_usage\":true},', true",
        "'\"stream_options\":{\"include_usage\":false},', false",
    })
    @DisplayName("DS-42: usage on the finish chunk, in one of its own, or none")
    void tellsUsage(String options, boolean told) throws Exception {
        String body = Http.chat("deepseek-chat", true).replace("{\"model\"", '{' + options + "\"model\"");
        String stream = sessions().post(Ds2Api.CHAT, body).body();
        assertThat(stream).contains("data: [DONE]", "{\"role\":\"assistant\"}");
        assertThat(stream.contains("\"usage\":{")).isEqualTo(told);
        assertThat(stream.contains("\"choices\":[]")).isEqualTo(options.contains("true"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"model\":\"gpt-9\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}', 503, model",
        "'{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}', 400, model",
        "'{\"model\":\"\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}', 400, model",
        "'{\"model\":\"deepseek-chat\"}', 400, messages",
        "'{\"model\":\"deepseek-chat\",\"messages\":[]}', 400, messages",
    })
    @DisplayName("DS-35: an unknown model is 503 as the document says; what is missing is named")
    void refuses(String body, int status, String param) throws Exception {
        HttpResponse<String> reply = sessions().post(Ds2Api.CHAT, body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).contains("\"param\":\"" + param + '"');
        assertThat(host.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5, '', deepseek-chat, false",
        "claude-opus-4-6, '', deepseek-reasoner, true",
        "claude-opus-4-6, '\"thinking\":{\"type\":\"disabled\"},', deepseek-reasoner, false",
    })
    @DisplayName("CL-04..CL-06: Claude's names are mapped, and thinking that is disabled stays off")
    void speaksClaude(String model, String thinking, String mapped, boolean thinks) throws Exception {
        String body = Http.chat(model, true).replace("{\"model\"", '{' + thinking + "\"max_tokens\":99,\"model\"");
        HttpResponse<String> reply = sessions().post("/anthropic/v1/messages", body);
        assertThat(reply.body()).contains("\"model\":\"" + model + '"', "event: message_stop");
        assertThat(reply.body().contains("thinking_delta")).isEqualTo(thinks);
        assertThat(reply.body()).doesNotContain("signature_delta");
        assertThat(reply.headers().firstValue("x-gateway-model")).contains("deepseek/" + mapped);
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields").orElse(""))
                .doesNotContain("reasoning");
        assertThat(host.last(FakeDeepSeek.COMPLETION).body()).contains("\"thinking_enabled\":" + thinks);
    }

    @ParameterizedTest
    @ValueSource(strings = {" +467 ", "+467"})
    @DisplayName("DS-06: a pinned account is the only one used, over HTTP and gRPC")
    void usesThePinnedAccount(String account) throws Exception {
        Ds2Api api = sessions();
        for (int i = 0; i < 3; i++) {
            assertThat(api.post(Ds2Api.CHAT, HI, PIN, account).statusCode()).isEqualTo(200);
        }
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of(PIN, Metadata.ASCII_STRING_MARSHALLER), account.trim());
        try (ParleyClient client = grpc(api)) {
            client.chat()
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
                    .chat(Asked.of("deepseek-chat", "hi"));
        }
        assertThat(host.asked())
                .filteredOn(asked -> asked.startsWith(FakeDeepSeek.COMPLETION))
                .hasSize(4)
                .containsOnly(FakeDeepSeek.COMPLETION + " +467/1");
    }

    @Test
    @DisplayName("DS-06: a pin that names nobody is 404; one whose account fails takes no other")
    void failsWithThePinnedAccount() throws Exception {
        Ds2Api api = sessions();
        HttpResponse<String> nobody = api.post(Ds2Api.CHAT, HI, PIN, "nobody@x.org");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(nobody.body()).contains("account_not_found").doesNotContain("nobody@x.org");
        host.know("+467:changed");
        assertThat(api.post(Ds2Api.CHAT, HI, PIN, "+467").statusCode()).isEqualTo(502);
        assertThat(host.asked()).containsExactly(FakeDeepSeek.LOG_IN);
        assertThat(api.post(Ds2Api.CHAT, HI).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("DS-05: an unknown key is shown to the host as it is; no account, no pin, no log-in")
    void takesDirectTokens() throws Exception {
        Ds2Api api = sessions();
        HttpResponse<String> reply = api.post(Ds2Api.CHAT, HI, "authorization", "Bearer token-of-eve", PIN, "nobody");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(host.asked())
                .containsExactly(FakeDeepSeek.SESSION + " token-of-eve", FakeDeepSeek.COMPLETION + " token-of-eve");
        reply = api.post(Ds2Api.CHAT, HI, "authorization", "Bearer token-of-nobody");
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.body()).contains("\"code\":\"invalid_api_key\"").doesNotContain("token-of-nobody");
        assertThat(host.count(FakeDeepSeek.SESSION)).isEqualTo(2);
        assertThat(host.count(FakeDeepSeek.LOG_IN)).isZero();
        assertThat(api.post(Ds2Api.CHAT, HI, "authorization", "").body()).contains("token", "is missing");
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + api.port())
                .key("token-of-nobody")
                .build()) {
            assertThatThrownBy(() -> client.chat().chat(Asked.of("deepseek-chat", "hi")))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
        }
    }

    @Test
    @DisplayName("DS-05, E-ERR-3: the same with the public API, which alone sees the token; elsewhere it is 401")
    void takesDirectTokens_ofThePublicApi() throws Exception {
        try (FakeUpstream up = FakeUpstream.openAi(Ds2ApiTest::knowsEve);
                FakeUpstream other = FakeUpstream.openAi(request -> Hosts.whole("other"))) {
            gateway = Ds2Api.start(
                    folder,
                    up.origin(),
                    "PROVIDERS_OTHER_TYPE",
                    "openai",
                    "PROVIDERS_OTHER_BASE_URL",
                    other.url(),
                    "ROUTES_FALLBACKS_DEEPSEEK_CHAT",
                    "other/m,deepseek/deepseek-chat");
            String bearer = "Bearer token-of-eve";
            assertThat(gateway.post(Ds2Api.CHAT, HI, "authorization", bearer).statusCode())
                    .isEqualTo(200);
            assertThat(gateway.post(Ds2Api.CHAT, HI, "authorization", "Bearer x")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(up.requests()).extracting(ReceivedRequest::key).containsExactly("token-of-eve", "x");
            assertThat(Http.post(gateway.gateway, Ds2Api.CHAT, HI, "authorization", bearer)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(other.requests()).isEmpty();
        }
    }

    private static Reply knowsEve(ReceivedRequest request) {
        return "token-of-eve".equals(request.key())
                ? Hosts.whole("hi")
                : Reply.json(401, "{\"error\":{\"message\":\"no\"}}");
    }

    private static ParleyClient grpc(Ds2Api api) {
        return ParleyClient.builder()
                .grpc("127.0.0.1:" + api.port())
                .key(Ds2Api.KEY)
                .build();
    }

    private Ds2Api sessions() {
        if (gateway == null) {
            gateway = Ds2Api.sessions(folder, host.url(), "a@x.org:pw,+467:pw");
        }
        return gateway;
    }
}
