package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Usage;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.server.config.ConfigException;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.DeepSeekAnswers;
import dev.parley.testkit.FakeDeepSeek;
import dev.parley.testkit.Reply;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("DeepSeek where there are log-in and sessions: DS-10, DS-18, DS-19, DS-30..DS-35, DS-40..DS-43")
class DeepSeekTest {
    private static final String CHAT = "/v1/chat/completions";

    private final FakeDeepSeek host = new FakeDeepSeek(
                    "a@x.org:pw", "b@x.org:pw", "c@x.org:pw", "+4670000:pw", "plain-token")
            .answers(prompt -> DeepSeekAnswers.text("Hello"));
    private Gateway gateway;

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        host.close();
    }

    @Test
    @DisplayName("DS-31, DS-32, DS-40, DS-41: log-in, session, completion; the session's id; the seed's answer")
    void answersWhole() throws Exception {
        start("a@x.org:pw");
        host.answers(prompt -> DeepSeekAnswers.patches(
                "{\"p\":\"response/thinking_content\",\"o\":\"APPEND\",\"v\":\"Let me see it.\"}",
                "{\"p\":\"response/content\",\"o\":\"APPEND\",\"v\":\"Hello \"}",
                "{\"v\":\"you\"}",
                DeepSeekAnswers.FINISHED));
        HttpResponse<String> reply = ask("deepseek-reasoner", false);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(JsonValues.of(reply.body().replaceAll("\"created\":\\d+", "\"created\":1")))
                .isEqualTo(JsonValues.of("""
                        {"id":"session-1","object":"chat.completion","created":1,"model":"deepseek-reasoner",\
                        "choices":[{"index":0,"message":{"role":"assistant","content":"Hello you",\
                        "reasoning_content":"Let me see it.","refusal":null},"logprobs":null,"finish_reason":"stop"}],\
                        "usage":{"prompt_tokens":3,"completion_tokens":6,"total_tokens":9,\
                        "completion_tokens_details":{"reasoning_tokens":4}}}"""));
        assertThat(host.asked())
                .containsExactly("/auth/login", "/chat/sessions a@x.org/1", "/chat/completions a@x.org/1");
        assertThat(host.last(FakeDeepSeek.LOG_IN).body()).isEqualTo("{\"email\":\"a@x.org\",\"password\":\"pw\"}");
    }

    @Test
    @DisplayName("DS-42: role, thoughts, text, and the end with usage")
    void streams() throws Exception {
        start("a@x.org:pw");
        host.answers(prompt -> DeepSeekAnswers.patches(
                        "{\"v\":{\"response\":{\"fragments\":[{\"type\":\"THINK\",\"content\":\"Hm\"}]}}}",
                        "{\"p\":\"response/fragments\",\"o\":\"APPEND\",\"v\":[{\"type\":\"RESPONSE\",\"content\":\"Yes\"}]}",
                        DeepSeekAnswers.FINISHED)
                .inPiecesOf(3));
        assertThat(ask("deepseek-reasoner", true).body())
                .containsSubsequence(
                        "\"id\":\"session-1\"",
                        "{\"role\":\"assistant\"}",
                        "{\"reasoning_content\":\"Hm\"}",
                        "{\"content\":\"Yes\"}",
                        "\"finish_reason\":\"stop\"",
                        "\"reasoning_tokens\":1",
                        "data: [DONE]");
    }

    @Test
    @DisplayName("COM-01: the same over Claude's messages and gRPC")
    void answersOnEveryWire() throws Exception {
        start("+4670000:pw");
        String body =
                "{\"model\":\"deepseek-chat\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        HttpResponse<String> claude = Http.post(gateway, "/v1/messages", body);
        assertThat(claude.body()).contains("{\"type\":\"text\",\"text\":\"Hello\"}", "\"stop_reason\":\"end_turn\"");
        try (ParleyClient grpc = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(Http.KEY)
                .build()) {
            ChatResponse answer = grpc.chat().chat(Asked.of("ds/DeepSeek-Chat", "hi"));
            assertThat(answer.getId()).isEqualTo("session-2");
            assertThat(answer.getCandidates(0).getMessage().getPartsList())
                    .extracting(Part::getText)
                    .extracting("text")
                    .containsExactly("Hello");
            assertThat(answer.getUsage())
                    .isEqualTo(Usage.newBuilder()
                            .setInputTokens(3)
                            .setOutputTokens(1)
                            .setReasoningTokens(0)
                            .setEstimated(true)
                            .build());
        }
        assertThat(host.count(FakeDeepSeek.LOG_IN)).isEqualTo(1);
        assertThat(host.last(FakeDeepSeek.LOG_IN).body()).contains("\"mobile\":\"+4670000\"");
    }

    @ParameterizedTest
    @CsvSource({
        "deepseek-chat, false, false",
        "deepseek-reasoner, true, false",
        "deepseek-chat-search, false, true",
        "DeepSeek-Reasoner-Search, true, true",
    })
    @DisplayName("DS-32, DS-34: what each model turns on, and citation markers of those that search")
    void turnsOn(String model, boolean thinks, boolean searches) throws Exception {
        start("a@x.org:pw");
        host.answers(prompt ->
                DeepSeekAnswers.patches("{\"p\":\"content\",\"v\":\"so[citation:1]\"}", DeepSeekAnswers.FINISHED));
        String said = searches ? "\"content\":\"so\"" : "\"content\":\"so[citation:1]\"";
        assertThat(ask("ds/" + model, false).body()).contains(said);
        assertThat(host.last(FakeDeepSeek.COMPLETION).body())
                .contains("\"thinking_enabled\":" + thinks, "\"search_enabled\":" + searches);
    }

    @Test
    @DisplayName("E-FIN-3: stop sequences, which the host does not know, are kept by Parley")
    void stops() throws Exception {
        start("a@x.org:pw");
        host.answers(prompt -> DeepSeekAnswers.text("one END two"));
        HttpResponse<String> reply = Http.post(gateway, "/v1/messages", """
                {"model":"deepseek-chat","max_tokens":9,"stop_sequences":["END"],\
                "messages":[{"role":"user","content":"hi"}]}""");
        assertThat(reply.body()).contains("{\"type\":\"text\",\"text\":\"one \"}", "\"stop_sequence\":\"END\"");
        assertThat(reply.headers().firstValue("X-Gateway-Dropped-Fields").orElse(""))
                .doesNotContain("stop");
    }

    @Test
    @DisplayName("DS-34, DS-35: the list, and a name that is not in it")
    void listsModels() throws Exception {
        start("a@x.org:pw");
        String list = Http.get(gateway, "/v1/models").body();
        for (String model :
                List.of("deepseek-chat", "deepseek-reasoner", "deepseek-chat-search", "deepseek-reasoner-search")) {
            assertThat(list)
                    .contains("{\"id\":\"%s\",\"object\":\"model\",\"created\":1677610602,\"owned_by\":\"deepseek\"}"
                            .formatted(model));
        }
        HttpResponse<String> unknown = ask("ds/deepseek-other", false);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("model_not_found");
        assertThat(host.asked()).isEmpty();
    }

    @Test
    @DisplayName("DS-18: twenty calls at once share one log-in")
    void logsInOnce_underManyCalls() throws Exception {
        start("a@x.org:pw", "PROVIDERS_DS_POOL_MAX_IN_FLIGHT", "0");
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> calls = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> status(go), threads))
                    .toList();
            go.countDown();
            assertThat(calls.stream().map(CompletableFuture::join)).hasSize(20).containsOnly(200);
        }
        assertThat(host.count(FakeDeepSeek.LOG_IN)).isEqualTo(1);
        assertThat(host.count(FakeDeepSeek.COMPLETION)).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "/chat/sessions, 401",
        "/chat/sessions, 403",
        "/chat/sessions, 40001",
        "/chat/sessions, 40003",
        "/chat/completions, 401",
        "/chat/completions, 40002",
        "/chat/completions, in the stream",
        "/chat/completions, in words",
    })
    @DisplayName("DS-19: a token that is refused at any stage is got anew, once, and the caller does not notice")
    void renewsTheToken(String path, String refusal) throws Exception {
        start("a@x.org:pw");
        refuse(path, () -> refusal(refusal), "a@x.org/1");
        HttpResponse<String> reply = ask("deepseek-chat", true);
        assertThat(reply.body()).as(reply.body()).contains("Hello", "[DONE]");
        assertThat(host.count(FakeDeepSeek.LOG_IN)).isEqualTo(2);
        assertThat(host.asked().getLast()).isEqualTo("/chat/completions a@x.org/2");
        assertThat(ask("deepseek-chat", false).statusCode()).isEqualTo(200);
        assertThat(host.count(FakeDeepSeek.LOG_IN)).isEqualTo(2);
    }

    @Test
    @DisplayName("DS-19: still refused, the next account is tried; three attempts in all")
    void takesTheNextAccount_afterThreeAttemptsNone() throws Exception {
        start("a@x.org:pw,b@x.org:pw,c@x.org:pw");
        refuse(FakeDeepSeek.SESSION, () -> refusal("401"), "a@x.org/1", "a@x.org/2", "b@x.org/1");
        HttpResponse<String> reply = ask("deepseek-chat", false);
        assertThat(reply.statusCode()).isEqualTo(502);
        assertThat(reply.body()).contains("upstream_auth_failed").doesNotContain("x.org");
        assertThat(host.asked())
                .filteredOn(asked -> asked.startsWith(FakeDeepSeek.SESSION))
                .containsExactly("/chat/sessions a@x.org/1", "/chat/sessions a@x.org/2", "/chat/sessions b@x.org/1");
    }

    @Test
    @DisplayName("DS-10, DS-19: a token without a way to log in is not got anew")
    void leavesTokensAlone_thatCannotBeRenewed() throws Exception {
        start("plain-token,b@x.org:pw");
        host.expire("plain-token");
        assertThat(ask("deepseek-chat", false).statusCode()).isEqualTo(200);
        assertThat(host.asked())
                .containsExactly(
                        "/chat/sessions plain-token",
                        "/auth/login",
                        "/chat/sessions b@x.org/1",
                        "/chat/completions b@x.org/1");
    }

    @Test
    @DisplayName("DS-18: a log-in that fails rests its account; when all fail it is 502, and says no password")
    void tellsThatNobodyCanLogIn() throws Exception {
        start("a@x.org:pw,b@x.org:pw");
        refuseLogIns("a@x.org");
        assertThat(ask("deepseek-chat", false).statusCode()).isEqualTo(200);
        assertThat(ask("deepseek-chat", false).statusCode()).isEqualTo(200);
        assertThat(host.count(FakeDeepSeek.LOG_IN)).isEqualTo(2);
        gateway.close();
        refuseLogIns("");
        start("a@x.org:pw,b@x.org:pw");
        HttpResponse<String> reply = ask("deepseek-chat", false);
        assertThat(reply.statusCode()).isEqualTo(502);
        assertThat(reply.body()).contains("upstream_auth_failed").doesNotContain("x.org", "pw");
    }

    @Test
    @DisplayName("DS-31: a challenge is not solved, and the answer names the setting")
    void refusesAChallenge() throws Exception {
        start("a@x.org:pw,b@x.org:pw");
        host.challenge("{\"type\":\"puzzle\",\"x\":1}");
        HttpResponse<String> reply = ask("deepseek-chat", false);
        assertThat(reply.statusCode()).isEqualTo(502);
        assertThat(reply.body())
                .contains("\"code\":\"challenge_unsupported\"", "providers.ds.options.challenge-solver", "puzzle");
        assertThat(host.count(FakeDeepSeek.COMPLETION)).isZero();
        assertThat(host.count(FakeDeepSeek.SESSION)).isEqualTo(1);
    }

    @Test
    @DisplayName("DS-31: a solver that the operator puts on the class path and names is asked")
    void asksTheSolver() throws Exception {
        start("a@x.org:pw", "PROVIDERS_DS_OPTIONS_CHALLENGE_SOLVER", "test");
        host.challenge("{\"type\":\"puzzle\",\"x\":1}");
        assertThat(ask("deepseek-chat", false).statusCode()).isEqualTo(200);
        assertThat(host.last(FakeDeepSeek.COMPLETION).header("x-challenge-answer"))
                .isEqualTo("puzzle:{\"type\":\"puzzle\",\"x\":1}");
    }

    @Test
    @DisplayName("DS-33: an error after the first event ends the stream as an error, never as an end")
    void tellsErrors_inTheStream() throws Exception {
        start("a@x.org:pw");
        String some = "{\"p\":\"content\",\"v\":\"some\"}";
        String error = "{\"error\":{\"message\":\"it broke\"}}";
        host.answers(prompt -> Reply.sse().event(some).pause(200).event(error));
        assertThat(ask("deepseek-chat", true).body())
                .contains("some", "it broke")
                .doesNotContain("[DONE]");
        host.answers(prompt -> Reply.sse().event(some).pause(200));
        assertThat(ask("deepseek-chat", true).body())
                .contains("some", "upstream_truncated")
                .doesNotContain("[DONE]");
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeDeepSeek.LOG_IN, FakeDeepSeek.SESSION, FakeDeepSeek.COMPLETION})
    @DisplayName("COM-08: a caller that leaves closes what is under way, but not a log-in that others may wait for")
    void closesTheCall_whenTheCallerLeaves(String path) throws Exception {
        start("a@x.org:pw");
        host.at(path, request -> Reply.silence());
        CompletableFuture<HttpResponse<InputStream>> reply =
                Http.openAsync(gateway, CHAT, Http.chat("deepseek-chat", true));
        await().until(() -> host.count(path) == 1);
        reply.cancel(true);
        boolean closes = !path.equals(FakeDeepSeek.LOG_IN);
        assertThat(host.upstream().awaitClientClose(Duration.ofMillis(closes ? 5000 : 300)))
                .isEqualTo(closes);
        host.at(path, request -> null);
    }

    @Test
    @DisplayName("TOOL-01: tools are emulated, for the host has none")
    void emulatesTools() throws Exception {
        start("a@x.org:pw");
        String call = "{\"tool_calls\":[{\"name\":\"f\",\"input\":{\"a\":1}}]}";
        host.answers(prompt -> DeepSeekAnswers.text(call));
        String body = Http.chat("deepseek-chat", false)
                .replace("{\"model\"", "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"model\"");
        HttpResponse<String> reply = Http.post(gateway, CHAT, body);
        assertThat(reply.body()).contains("\"finish_reason\":\"tool_calls\"", "\"name\":\"f\"");
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields")).isEmpty();
    }

    @Test
    @DisplayName("DS-43: keep-alives while the host thinks")
    void keepsAlive() throws Exception {
        start("a@x.org:pw", "STREAMING_HEARTBEAT", "100ms");
        host.answers(prompt ->
                Reply.sse().event("{\"p\":\"content\",\"v\":\"a\"}").pause(500).event(DeepSeekAnswers.FINISHED));
        assertThat(ask("deepseek-chat", true).body()).contains(": keep-alive", "[DONE]");
    }

    @Test
    @DisplayName("DS-30: the session form has no default host, and accounts have what they need")
    void refusesToStart() {
        Map<String, String> settings = Map.of(
                "PARLEY_PROVIDERS_DS_TYPE", "deepseek",
                "PARLEY_PROVIDERS_DS_OPTIONS_FORM", "session",
                "PARLEY_PROVIDERS_DS_ACCOUNTS", ":pw");
        assertThatThrownBy(() -> Gateway.settings(List.of(), settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("providers.ds.base-url is missing")
                .hasMessageContaining("providers.ds.accounts[0] has no token and cannot log in");
        assertThatThrownBy(() -> Gateway.settings(
                        List.of(),
                        Map.of(
                                "PARLEY_PROVIDERS_DS_TYPE", "deepseek",
                                "PARLEY_PROVIDERS_DS_ACCOUNTS", "a@x.org:pw")))
                .hasMessageContaining("no log-in")
                .hasMessageNotContaining("pw");
    }

    private int status(CountDownLatch go) {
        try {
            go.await();
            return ask("deepseek-chat", false).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuse(String path, Supplier<Reply> refusal, String... tokens) {
        host.at(path, request -> List.of(tokens).contains(request.key()) ? refusal.get() : null);
    }

    /** Those of accounts whose name begins so; the host repeats what it was told. */
    private void refuseLogIns(String account) {
        host.at(
                FakeDeepSeek.LOG_IN,
                request -> request.body().contains("\":\"" + account)
                        ? DeepSeekAnswers.told(200, 2, "wrong password: pw", "null")
                        : null);
    }

    private static Reply refusal(String kind) {
        return switch (kind) {
            case "401", "403" -> Reply.json(Integer.parseInt(kind), "{\"code\":1,\"msg\":\"no\"}");
            case "in the stream" -> DeepSeekAnswers.patches("{\"code\":40003,\"msg\":\"no\"}");
            case "in words" -> Reply.json(400, "{\"code\":9,\"msg\":\"token is invalid\"}");
            default -> Reply.json(200, "{\"code\":" + kind + ",\"msg\":\"no\"}");
        };
    }

    private void start(String accounts, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_DS_TYPE",
                "deepseek",
                "PROVIDERS_DS_OPTIONS_FORM",
                "session",
                "PROVIDERS_DS_BASE_URL",
                host.url(),
                "PROVIDERS_DS_ACCOUNTS",
                accounts));
        settings.addAll(List.of(more));
        gateway = Gateway.start(settings.toArray(String[]::new));
    }

    private HttpResponse<String> ask(String model, boolean stream) throws Exception {
        return Http.post(gateway, CHAT, Http.chat(model, stream));
    }
}
