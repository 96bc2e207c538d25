package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.Answer;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.OpenAiAnswers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CL-02..CL-04, CL-06: Claude's names where no provider has Claude's models")
class ClaudeMappingTest {
    private static final List<String> ASKED = Collections.synchronizedList(new ArrayList<>());
    private static FakeUpstream upstream;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        upstream = FakeUpstream.openAi(request -> {
            ASKED.add(request.body().replaceFirst("(?s).*\"model\":\"([^\"]*)\".*", "$1"));
            return OpenAiAnswers.to(request, Answer.text("hi"));
        });
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "chat,reasoner",
                "ROUTES_CLAUDE_MAPPING_FAST",
                "chat",
                "ROUTES_CLAUDE_MAPPING_SLOW",
                "reasoner");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, claude-sonnet-4-5, false, chat",
        "/anthropic/v1/messages, claude-sonnet-4-5, true, chat",
        "/anthropic/v1/messages, claude-opus-4-6, false, reasoner",
        "/v1/messages, claude-opus-4-6, true, reasoner",
        "/v1/messages, reasoner, false, reasoner",
    })
    void asksMappedModel_andAnswersWithAskedName(String path, String model, boolean stream, String mapped)
            throws Exception {
        HttpResponse<String> reply = ask(path, model, stream);

        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(ASKED).containsExactly(mapped);
        assertThat(reply.body()).contains("\"model\":\"" + model + "\"");
        assertThat(reply.headers().firstValue("x-gateway-model")).hasValue("up/" + mapped);
    }

    @Test
    void doesNotMap_onOtherWires() throws Exception {
        assertThat(Http.post(gateway, "/v1/chat/completions", Http.chat("claude-opus-4-6", false))
                        .statusCode())
                .isEqualTo(404);
        assertThat(ASKED).isEmpty();
    }

    @Test
    void listsNamesOnClaudesWireAlone() throws Exception {
        assertThat(Http.get(gateway, "/anthropic/v1/models").body())
                .contains("\"claude-opus-4-6\"", "\"claude-instant-1.0\"", "\"chat\"");
        assertThat(Http.get(gateway, "/anthropic/v1/models/claude-2.1").body()).contains("\"id\":\"claude-2.1\"");
        assertThat(Http.get(gateway, "/v1/models").body()).doesNotContain("claude");
    }

    private static HttpResponse<String> ask(String path, String model, boolean stream) throws Exception {
        String body = """
                {"model":"%s","max_tokens":16,"stream":%s,"messages":[{"role":"user","content":"x"}]}""".formatted(model, stream);
        return Http.post(gateway, path, body);
    }
}
