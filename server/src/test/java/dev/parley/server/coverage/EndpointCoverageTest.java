package dev.parley.server.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import dev.parley.server.coverage.Page.Row;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("docs/coverage.md says of every endpoint whether it is served: COM-13")
class EndpointCoverageTest {
    private static final String BELOW = "/{…}";

    /** Services of the clients whose paths have another name. */
    private static final Map<String, String> NAMES = Map.of(
            "admin", "organization",
            "beta", "assistants",
            "graders", "fine_tuning",
            "webhooks", "webhook_endpoints",
            "organization", "organizations");

    private static CoverageBench bench;

    /** One method of one path. */
    record Call(String vendor, String method, String path, String here) {
        boolean isServed() {
            return here.equals("served");
        }

        @Override
        public String toString() {
            return vendor + ' ' + method + ' ' + path;
        }
    }

    @BeforeAll
    static void start() {
        bench = new CoverageBench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    static List<Call> calls() {
        return Page.endpoints().stream().flatMap(EndpointCoverageTest::calls).toList();
    }

    static List<Call> callsOfAnthropic() {
        return calls().stream()
                .filter(call -> call.vendor().equals("Anthropic"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void isAsThePageSays(Call call) {
        assertThat(answer(bench.send(call.method(), call.path(), "{}"))).isEqualTo(call.here());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callsOfAnthropic")
    void isTheSame_belowAnthropicsPrefix(Call call) {
        HttpResponse<String> reply = bench.send(call.method(), "/anthropic" + call.path(), "{}");
        assertThat(answer(reply)).isEqualTo(call.here());
        if (!call.isServed()) {
            JsonNode body = Json.read(reply.body());
            assertThat(body.path("type").asText()).isEqualTo("error");
            assertThat(body.path("request_id").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OpenAIClient.class, AnthropicClient.class})
    void hasEveryServiceOfTheVendorsClient(Class<?> client) {
        List<String> paths = calls().stream().map(Call::path).toList();
        assertThat(Stream.of(client.getMethods())
                        .filter(method -> method.getReturnType().getName().endsWith("Service"))
                        .map(method ->
                                method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                        .map(name -> NAMES.getOrDefault(name, name)))
                .isNotEmpty()
                .allMatch(name -> paths.stream().anyMatch(path -> path.startsWith("/v1/" + name)));
    }

    /** What the page would say of an answer. */
    private static String answer(HttpResponse<String> reply) {
        boolean nowhere = reply.statusCode() == 405 || reply.body().contains("There is nothing at");
        return nowhere ? "%d `%s`".formatted(reply.statusCode(), ErrorCodes.of(reply.body())) : "served";
    }

    private static Stream<Call> calls(Row row) {
        return row.codes("endpoints").stream().flatMap(code -> calls(code, row));
    }

    /** The calls that a text such as {@code GET POST /v1/files/{…}} stands for. */
    private static Stream<Call> calls(String code, Row row) {
        int space = code.lastIndexOf(' ');
        List<String> methods = List.of(code.substring(0, space).split(" "));
        String path = code.substring(space + 1);
        Stream<String> paths = path.endsWith(BELOW)
                ? Stream.of(
                        path.replace(BELOW, ""), path.replace(BELOW, "/some-id"), path.replace(BELOW, "/some-id/more"))
                : Stream.of(path.replaceAll("\\{.*?}", "some-id"));
        return paths.flatMap(
                each -> methods.stream().map(method -> new Call(row.section(), method, each, row.cell("here"))));
    }
}
