package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatResponse;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("DeepSeek's public API: DS-30, DS-34, DS-35, DS-40, DS-42, E-RSN-4")
class DeepSeekApiTest {
    private static final String CHAT = "/v1/chat/completions";

    private final FakeUpstream upstream = FakeUpstream.openAi(DeepSeekApiTest::answer);
    private final Gateway gateway = Gateway.start(
            "ACCESS_API_KEYS", Http.KEY,
            "PROVIDERS_DS_TYPE", "deepseek",
            "PROVIDERS_DS_BASE_URL", upstream.origin(),
            "PROVIDERS_DS_API_KEYS", "key-1",
            "PROVIDERS_DS_ACCOUNTS", "key-2");

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    @DisplayName("DS-40, DS-42: thoughts and text, whole and streamed, with keys and tokens of accounts in turn")
    void answers() throws Exception {
        assertThat(ask("deepseek-reasoner", false).body())
                .contains(
                        "\"content\":\"Yes\"",
                        "\"reasoning_content\":\"Hm\"",
                        "\"completion_tokens_details\":{\"reasoning_tokens\":5}");
        assertThat(ask("deepseek-reasoner", true).body())
                .containsSubsequence(
                        "{\"role\":\"assistant\"}",
                        "{\"reasoning_content\":\"Hm\"}",
                        "{\"content\":\"Yes\"}",
                        "\"finish_reason\":\"stop\"",
                        "\"reasoning_tokens\":5",
                        "data: [DONE]");
        assertThat(upstream.requests()).extracting(ReceivedRequest::path).containsOnly("/chat/completions");
        assertThat(upstream.requests()).extracting(ReceivedRequest::key).containsExactly("key-1", "key-2");
    }

    @Test
    @DisplayName("COM-01: the same over Claude's messages and gRPC")
    void answersOnEveryWire() throws Exception {
        String body = Http.chat("deepseek-reasoner", false).replace("{\"model\"", "{\"max_tokens\":9,\"model\"");
        assertThat(Http.post(gateway, "/v1/messages", body).body())
                .contains("\"thinking\":\"Hm\"", "{\"type\":\"text\",\"text\":\"Yes\"}");
        try (ParleyClient grpc = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(Http.KEY)
                .build()) {
            ChatResponse answer = grpc.chat().chat(Asked.of("deepseek-reasoner", "hi"));
            assertThat(answer.getCandidates(0)
                            .getMessage()
                            .getParts(0)
                            .getThought()
                            .getText())
                    .isEqualTo("Hm");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-chat-search", "ds/DeepSeek-Reasoner-Search"})
    @DisplayName("DS-34: it does not search")
    void refusesSearch(String model) throws Exception {
        HttpResponse<String> reply = ask(model, false);
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"unsupported_model_feature\"", "\"param\":\"model\"");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    @DisplayName("DS-34, DS-35: names in whatever case; one that is not known is the host's to know")
    void namesModels() throws Exception {
        assertThat(ask("ds/DeepSeek-Chat", false).statusCode()).isEqualTo(200);
        assertThat(upstream.requests().getFirst().body()).contains("\"model\":\"deepseek-chat\"");
        upstream.enqueue(Reply.json(400, "{\"error\":{\"message\":\"Model Not Exist\"}}"))
                .enqueue(Reply.json(400, "{\"error\":{\"message\":\"Model Not Exist\"}}"));
        HttpResponse<String> unknown = ask("ds/deepseek-next", false);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("model_not_found");
    }

    @ParameterizedTest
    @CsvSource({"deepseek-chat, ''", "deepseek-reasoner, two three"})
    @DisplayName("E-RSN-4: thoughts go back for turns that called tools, if the model's rule says so")
    void fitsThoughts(String model, String kept) throws Exception {
        String history = """
                {"role":"user","content":"a"},
                {"role":"assistant","content":"b","reasoning_content":"one"},
                {"role":"user","content":"c"},
                {"role":"assistant","content":null,"reasoning_content":"two","tool_calls":
                [{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"1","content":"42"},
                {"role":"assistant","content":"d","reasoning_content":"three"},
                {"role":"user","content":"e"},
                {"role":"assistant","content":"f","reasoning_content":"four"},
                {"role":"user","content":"g"}""";
        Http.post(gateway, CHAT, "{\"model\":\"%s\",\"messages\":[%s]}".formatted(model, history));
        String sent = upstream.requests().getFirst().body();
        for (String thought : List.of("one", "two", "three", "four")) {
            assertThat(sent.contains("\"reasoning_content\":\"" + thought + '"'))
                    .as(thought)
                    .isEqualTo(kept.contains(thought));
        }
    }

    @Test
    @DisplayName("Tools are the host's own")
    void passesToolsOn() throws Exception {
        String body = Http.chat("deepseek-chat", false)
                .replace("{\"model\"", "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"model\"");
        assertThat(Http.post(gateway, CHAT, body).statusCode()).isEqualTo(200);
        assertThat(upstream.requests().getFirst().body()).contains("\"name\":\"f\"");
    }

    @Test
    @DisplayName("DS-30: without any setting it is the vendor's own address")
    void knowsTheVendor() {
        Map<String, String> settings =
                Map.of("PARLEY_PROVIDERS_DS_TYPE", "deepseek", "PARLEY_PROVIDERS_DS_API_KEYS", "k");
        assertThat(Gateway.settings(List.of(), settings).providers().get("ds").baseUrl())
                .hasToString("https://api.deepseek.com");
    }

    private static Reply answer(ReceivedRequest request) {
        String head = "{\"id\":\"up-1\",\"created\":1,\"model\":\"m\",\"object\":\"chat.completion";
        String usage = "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":9,\"total_tokens\":16,"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":5}}}";
        if (!request.body().contains("\"stream\":true")) {
            String message = "{\"role\":\"assistant\",\"content\":\"Yes\",\"reasoning_content\":\"Hm\"}";
            return Reply.json(
                    200,
                    head + "\",\"choices\":[{\"index\":0,\"message\":" + message + ",\"finish_reason\":\"stop\"}],"
                            + usage);
        }
        String chunk = head + ".chunk\",\"choices\":[{\"index\":0,\"delta\":";
        return Reply.sse()
                .event(chunk + "{\"role\":\"assistant\",\"reasoning_content\":\"Hm\"},\"finish_reason\":null}]}")
                .event(chunk + "{\"content\":\"Yes\"},\"finish_reason\":null}]}")
                .event(chunk + "{\"content\":\"\"},\"finish_reason\":\"stop\"}]," + usage)
                .event("[DONE]");
    }

    private HttpResponse<String> ask(String model, boolean stream) throws Exception {
        return Http.post(gateway, CHAT, Http.chat(model, stream));
    }
}
