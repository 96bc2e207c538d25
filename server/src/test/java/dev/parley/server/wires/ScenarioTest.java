package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.testkit.FakeUpstream;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("COM-01, HEL-04: one request over every wire, one answer")
class ScenarioTest {
    private static FakeUpstream upstream;
    private static Gateway gateway;
    private static ParleyClient grpc;
    private static ParleyClient rest;

    @BeforeAll
    static void start() {
        upstream = FakeUpstream.openAi(request -> request.body().contains("\"stream\":true")
                ? Hosts.stream("Ciao ", "tutti, ", "你好 😀")
                : Hosts.whole("Ciao tutti, 你好 😀"));
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "gpt-4");
        grpc = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(Http.KEY)
                .build();
        rest = ParleyClient.builder().rest(gateway.url()).key(Http.KEY).build();
    }

    @AfterAll
    static void stop() {
        grpc.close();
        rest.close();
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4", "builtin/echo"})
    void givesOneAnswer(String model) throws Exception {
        ChatRequest request = Asked.of(model, "Ciao tutti, 你好 😀");
        ChatResponse whole = grpc.chat().chat(request);
        assertThat(text(whole)).isEqualTo("Ciao tutti, 你好 😀");
        assertSame(rest.chat().chat(request), whole);
        assertSame(fold(grpc, request), whole);
        assertSame(fold(rest, request), whole);
        assertSame(nativeRest(request), whole);
        String body = Http.chat(model, false).replace("hi", "Ciao tutti, 你好 😀");
        assertThat(Http.post(gateway, "/v1/chat/completions", body).body())
                .contains(
                        "\"content\":\"Ciao tutti, 你好 😀\"",
                        "\"finish_reason\":\"stop\"",
                        "\"model\":\"" + model + '"');
        String stream = Http.post(gateway, "/v1/chat/completions", body.replace("\"stream\":false", "\"stream\":true"))
                .body();
        assertThat(stream).contains("\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    @DisplayName("Models and token counts are the same over gRPC and REST")
    void listsSameModels() {
        var request = dev.parley.model.v1.ListModelsRequest.getDefaultInstance();
        assertThat(rest.models().listModels(request)).isEqualTo(grpc.models().listModels(request));
        assertThat(rest.chat().countTokens(Asked.of("gpt-4", "Hello")))
                .isEqualTo(grpc.chat().countTokens(Asked.of("gpt-4", "Hello")));
    }

    private static ChatResponse nativeRest(ChatRequest request) throws Exception {
        String json = Http.post(gateway, "/api/v1/chat", JsonFormat.printer().print(request))
                .body();
        ChatResponse.Builder answer = ChatResponse.newBuilder();
        JsonFormat.parser().merge(json, answer);
        return answer.build();
    }

    private static ChatResponse fold(ParleyClient client, ChatRequest request) {
        ChatAccumulator answer = new ChatAccumulator();
        try (EventStream events = client.stream(request)) {
            for (ChatEvent event : events) {
                answer.add(event);
            }
        }
        return answer.response();
    }

    /** Alike in all but what is new for each call: id and time. */
    private static void assertSame(ChatResponse actual, ChatResponse expected) {
        assertThat(candidates(actual)).isEqualTo(candidates(expected));
        assertThat(actual.getModel()).isEqualTo(expected.getModel());
        assertThat(actual.getUsage()).isEqualTo(expected.getUsage());
        assertThat(actual.getServed()).isEqualTo(expected.getServed());
    }

    private static List<Candidate> candidates(ChatResponse answer) {
        return answer.getCandidatesList();
    }

    private static String text(ChatResponse answer) {
        return answer.getCandidates(0).getMessage().getParts(0).getText().getText();
    }
}
