package dev.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GeminiRulesTest {
    private static final String MODEL = "gemini-2.5-flash";
    private static final String MINIMAL = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}";
    private static final Map<String, String> HEADERS =
            Map.of("x-goog-api-key", "k", "content-type", "application/json");

    static List<Fixtures.Case> refused() {
        return Fixtures.cases("gemini/refused");
    }

    static List<Fixtures.Case> accepted() {
        return Fixtures.cases("gemini/accepted");
    }

    static Stream<Fixtures.Case> written() {
        return Stream.of("gemini/requests", "cross/openai-to-gemini", "cross/claude-to-gemini")
                .flatMap(folder -> Fixtures.cases(folder).stream())
                .filter(fixture -> fixture.has("out.json"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Fixtures.Case fixture) {
        assertThatThrownBy(() -> GeminiRules.check(answering(model(fixture), fixture.text("request.json"))))
                .isInstanceOf(Refusal.class)
                .hasMessage(fixture.text("message.txt").strip());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(Fixtures.Case fixture) {
        assertThatCode(() -> GeminiRules.check(answering(model(fixture), fixture.text("request.json"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("written")
    @DisplayName("CLI-10: the API takes all that the dialect's fixtures send it")
    void acceptsWhatTheDialectWrites(Fixtures.Case fixture) {
        String in = fixture.has("in.json") ? fixture.text("in.json") : fixture.text("request.txtpb");
        String model = in.replaceFirst("(?s).*?\"?model\"?: \"([^\"]*)\".*", "$1");
        assertThatCode(() -> GeminiRules.check(answering(model, fixture.text("out.json"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "content-type  | text/plain | content-type: must be application/json",
                "x-api-key     | k          | a caller's header was sent on: x-api-key",
            })
    void refusesHeader(String name, String value, String message) {
        Map<String, String> headers = new TreeMap<>(HEADERS);
        headers.put(name, value);
        assertThatThrownBy(
                        () -> GeminiRules.check(new ReceivedRequest("POST", path("generateContent"), headers, MINIMAL)))
                .hasMessage(message);
    }

    @Test
    void refusesCalls_withoutCredentialsOrWithAKeyInTheUrl() {
        Map<String, String> bare = Map.of("content-type", "application/json");
        assertThatThrownBy(() -> GeminiRules.check(new ReceivedRequest("POST", path("generateContent"), bare, MINIMAL)))
                .hasMessageStartingWith("Method doesn't allow unregistered callers");
        assertThatThrownBy(() ->
                        GeminiRules.check(new ReceivedRequest("POST", path("generateContent?key=k"), HEADERS, MINIMAL)))
                .hasMessageContaining("stands in the URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1beta/models/gemini-2.5-flash:countTokens | CONTENTS",
                "/v1beta/models/gemini-2.5-flash:countTokens | {\"generateContentRequest\":{\"model\":\"models/gemini-2.5-flash\",\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}}",
                "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse | CONTENTS",
                "/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash:generateContent | CONTENTS",
            })
    void takesThePathsOfTheApi(String path, String body) {
        String sent = body.equals("CONTENTS") ? MINIMAL : body;
        assertThatCode(() -> GeminiRules.check(new ReceivedRequest("POST", path, HEADERS, sent)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesSeveralAnswers_inAStream() {
        String two = MINIMAL.replaceFirst("\\{", "{\"generationConfig\":{\"candidateCount\":2},");
        assertThatThrownBy(() -> GeminiRules.check(
                        new ReceivedRequest("POST", path("streamGenerateContent?alt=sse"), HEADERS, two)))
                .hasMessage("generationConfig.candidateCount: must be 1 in streaming");
    }

    @Test
    void answersRefusal_andFailsTheTest() throws Exception {
        try (FakeUpstream host = FakeUpstream.gemini(request -> Reply.silence());
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.origin() + path("generateContent")))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"contents\":[]}"));
            HEADERS.forEach(request::header);
            HttpResponse<String> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("""
                    {"error":{"code":400,"message":"* GenerateContentRequest.contents: contents is not specified",\
                    "status":"INVALID_ARGUMENT"}}""");
            assertThatThrownBy(host::requests).hasMessageContaining("contents is not specified");
        }
    }

    private static String model(Fixtures.Case fixture) {
        return fixture.has("model.txt") ? fixture.text("model.txt").strip() : MODEL;
    }

    private static ReceivedRequest answering(String model, String body) {
        return new ReceivedRequest("POST", "/v1beta/models/" + model + ":generateContent", HEADERS, body);
    }

    private static String path(String method) {
        return "/v1beta/models/" + MODEL + ':' + method;
    }
}
