package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import dev.parley.server.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RS-01 to RS-07: OpenAI's own Java client on /v1/responses")
class ResponsesJavaTest {
    private static final String TWO_CALLS = """
            - - reasoning: Two cities.
              - text: I look.
              - tool: get_weather
                arguments: {city: Paris}
              - tool: get_weather
                arguments: {city: Rome}
            - - text: Sunny in both.
            """;

    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        gateway = Gateway.start("ACCESS_API_KEYS", Http.KEY);
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Http.KEY)
                .maxRetries(0)
                .responseValidation(true)
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void answers() {
        Response answer = client.responses()
                .create(ask("builtin/echo", "Hello there")
                        .instructions("Say it again.")
                        .build());
        answer.validate();
        assertThat(texts(answer)).containsExactly("Hello there");
        assertThat(answer.status()).hasValue(ResponseStatus.COMPLETED);
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
        assertThat(answer.instructions().orElseThrow().asString()).isEqualTo("Say it again.");
    }

    @Test
    void callsToolsInParallel_andGoesOn_statelessly() {
        ResponseCreateParams.Builder turn = ask("builtin/script", TWO_CALLS)
                .addTool(weather())
                .store(false)
                .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT);
        Response calls = client.responses().create(turn.build());
        calls.validate();
        assertThat(calls.output().stream()
                        .filter(ResponseOutputItem::isFunctionCall)
                        .map(item -> item.asFunctionCall().arguments()))
                .containsExactly("{\"city\":\"Paris\"}", "{\"city\":\"Rome\"}");
        List<ResponseInputItem> items = new ArrayList<>();
        items.add(ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content(TWO_CALLS)
                .build()));
        for (ResponseOutputItem item : calls.output()) {
            items.add(back(item));
        }
        calls.output().stream()
                .filter(ResponseOutputItem::isFunctionCall)
                .map(item -> ResponseInputItem.FunctionCallOutput.builder()
                        .callId(item.asFunctionCall().callId())
                        .output("sunny")
                        .build())
                .forEach(output -> items.add(ResponseInputItem.ofFunctionCallOutput(output)));
        Response last = client.responses().create(turn.inputOfResponse(items).build());
        assertThat(texts(last)).containsExactly("Sunny in both.");
    }

    @Test
    @DisplayName("The client's own fold of the stream is the last event's response, and the whole answer")
    void streams() {
        ResponseCreateParams params =
                ask("builtin/script", TWO_CALLS).addTool(weather()).build();
        ResponseAccumulator fold = ResponseAccumulator.createWithSnapshots();
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
            events.stream().peek(ResponseStreamEvent::validate).forEach(fold::accumulate);
        }
        fold.response().validate();
        assertThat(fold.reconstructedResponse().output())
                .isEqualTo(fold.response().output());
        Response whole = client.responses().create(params);
        assertThat(kinds(fold.response())).isEqualTo(kinds(whole));
        assertThat(fold.response().usage()).isEqualTo(whole.usage());
    }

    @Test
    @DisplayName("RS-07: a long answer is incomplete")
    void tellsWhyIncomplete() {
        Response answer = client.responses()
                .create(ask("builtin/script", "[{text: half}, {finish: length}]")
                        .build());
        assertThat(answer.status()).hasValue(ResponseStatus.INCOMPLETE);
        assertThat(answer.incompleteDetails().orElseThrow().reason())
                .hasValue(Response.IncompleteDetails.Reason.MAX_OUTPUT_TOKENS);
    }

    @Test
    @DisplayName("RS-06: each failure before the first byte by its status")
    void throwsByStatus() {
        assertThatThrownBy(() -> create("builtin/fault?status=400")).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> create("builtin/fault?status=500")).isInstanceOf(InternalServerException.class);
        assertThatThrownBy(() -> client.responses()
                        .create(ask("builtin/echo", "x").background(true).build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.param()).hasValue("background"));
    }

    private static void create(String model) {
        client.responses().create(ask(model, "x").build());
    }

    private static ResponseCreateParams.Builder ask(String model, String input) {
        return ResponseCreateParams.builder().model(model).input(input);
    }

    private static FunctionTool weather() {
        return FunctionTool.builder()
                .name("get_weather")
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .strict(false)
                .build();
    }

    /** An output item as the input of the next turn. */
    private static ResponseInputItem back(ResponseOutputItem item) {
        if (item.isFunctionCall()) {
            return ResponseInputItem.ofFunctionCall(item.asFunctionCall());
        }
        return item.isReasoning()
                ? ResponseInputItem.ofReasoning(item.asReasoning())
                : ResponseInputItem.ofResponseOutputMessage(item.asMessage());
    }

    private static List<String> texts(Response answer) {
        return answer.output().stream()
                .filter(ResponseOutputItem::isMessage)
                .flatMap(item -> item.asMessage().content().stream())
                .map(part -> part.asOutputText().text())
                .toList();
    }

    /** What the items are, ids aside. */
    private static List<String> kinds(Response answer) {
        return answer.output().stream()
                .map(item -> item.isFunctionCall()
                        ? item.asFunctionCall().name() + item.asFunctionCall().arguments()
                        : item.isReasoning()
                                ? item.asReasoning()
                                        .content()
                                        .orElseThrow()
                                        .getFirst()
                                        .text()
                                : item.asMessage().content().toString())
                .toList();
    }
}
