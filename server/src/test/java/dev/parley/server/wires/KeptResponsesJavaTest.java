package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.inputitems.InputItemListParams;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RS-05: kept answers by OpenAI's own Java client")
@Timeout(120)
class KeptResponsesJavaTest {
    private static final String OTHER = "secret-of-bob";

    private static FakeUpstream upstream;
    private static Gateway gateway;
    private static OpenAIClient client;
    private static OpenAIClient other;

    @BeforeAll
    static void start() {
        upstream = FakeUpstream.openAi(
                request -> request.wantsStream() ? Hosts.stream("Fine ", "too") : Hosts.whole("Fine"));
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY + ',' + OTHER,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "gpt-4");
        client = client(Http.KEY);
        other = client(OTHER);
    }

    @AfterAll
    static void stop() {
        client.close();
        other.close();
        gateway.close();
        upstream.close();
    }

    @Test
    void showsAnswerAsItWasTold() {
        Response told = client.responses()
                .create(ask("My name is Ann.").instructions("Be kind.").build());
        Response shown = client.responses().retrieve(told.id());
        shown.validate();
        assertThat(shown).isEqualTo(told);
        assertThat(store(told)).isEqualTo("true");
    }

    @Test
    void showsStreamedAnswerAsItWasTold() {
        Response last = streamed(ask("one").build());
        assertThat(client.responses().retrieve(last.id())).isEqualTo(last);
    }

    @Test
    void continuesAnswer_withoutItsInstructions() {
        Response first = client.responses()
                .create(ask("My name is Ann.").instructions("Be kind.").build());
        Response second =
                streamed(ask("What is my name?").previousResponseId(first.id()).build());
        assertThat(second.previousResponseId()).hasValue(first.id());
        client.responses().create(ask("Sure?").previousResponseId(second.id()).build());
        assertThat(upstream.requests().getLast().body())
                .containsSubsequence("My name is Ann.", "Fine", "What is my name?", "Fine too", "Sure?")
                .doesNotContain("Be kind.");
    }

    @Test
    void refersToItems_insteadOfSendingThem() {
        Response first = client.responses().create(ask("one").build());
        ResponseInputItem reference = ResponseInputItem.ofItemReference(ResponseInputItem.ItemReference.builder()
                .id(first.output().getFirst().asMessage().id())
                .build());
        ResponseCreateParams next = ask("").inputOfResponse(List.of(reference)).build();
        client.responses().create(next);
        assertThat(upstream.requests().getLast().body()).contains("Fine").doesNotContain("item_reference");
        assertThatThrownBy(() -> other.responses().create(next)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void isNobodyElses() {
        String id = client.responses().create(ask("one").build()).id();
        ResponseCreateParams next = ask("two").previousResponseId(id).build();
        assertThatThrownBy(() -> other.responses().create(next)).isInstanceOfSatisfying(NotFoundException.class, e -> {
            assertThat(e.code()).hasValue("previous_response_not_found");
            assertThat(e.param()).hasValue("previous_response_id");
        });
        assertThatThrownBy(() -> other.responses().retrieve(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> other.responses().delete(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> other.responses().inputItems().list(id)).isInstanceOf(NotFoundException.class);
        assertThat(client.responses().retrieve(id).id()).isEqualTo(id);
    }

    @Test
    void isNotKept_whenCallerDoesNotWantIt() {
        Response told = client.responses().create(ask("one").store(false).build());
        assertThat(store(told)).isEqualTo("false");
        assertThatThrownBy(() -> client.responses().retrieve(told.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void isDeleted() throws Exception {
        String id = client.responses().create(ask("one").build()).id();
        HttpResponse<String> deleted = Http.send(gateway, "DELETE", "/v1/responses/" + id);
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(deleted.body()).isEqualTo("{\"id\":\"%s\",\"object\":\"response\",\"deleted\":true}".formatted(id));
        assertThatThrownBy(() -> client.responses().retrieve(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client.responses().delete(id)).isInstanceOf(NotFoundException.class);
    }

    @Test
    @DisplayName("an answer that streams is cancelled, and its reader is told")
    void isCancelled() {
        ResponseCreateParams slow = ResponseCreateParams.builder()
                .model("builtin/script")
                .input("[{text: Hello}, {pause: 100s}]")
                .build();
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(slow)) {
            Iterator<ResponseStreamEvent> each = events.stream().iterator();
            String id = each.next().asCreated().response().id();
            assertThat(client.responses().cancel(id).status()).hasValue(ResponseStatus.CANCELLED);
            List<ResponseStreamEvent> rest = new ArrayList<>();
            each.forEachRemaining(rest::add);
            assertThat(rest).noneMatch(ResponseStreamEvent::isCompleted);
            assertThat(rest.getLast().isFailed()).isTrue();
            assertThatThrownBy(() -> client.responses().retrieve(id)).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void isNotCancelled_whenItIsWhole() {
        String id = client.responses().create(ask("one").build()).id();
        assertThatThrownBy(() -> client.responses().cancel(id))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.code()).hasValue("response_not_cancellable"));
    }

    @Test
    void isWhole_soItIsNotStreamedAgain() {
        String id = client.responses().create(ask("one").build()).id();
        assertThatThrownBy(() -> client.responses().retrieveStreaming(id))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.param()).hasValue("stream"));
    }

    @Test
    void pagesThroughInput() {
        List<ResponseInputItem> input = IntStream.range(0, 45)
                .mapToObj(i -> ResponseInputItem.ofMessage(ResponseInputItem.Message.builder()
                        .role(ResponseInputItem.Message.Role.USER)
                        .addInputTextContent("text " + i)
                        .build()))
                .toList();
        String id = client.responses()
                .create(ask("").inputOfResponse(input).build())
                .id();
        assertThat(client.responses().inputItems().list(id).items()).hasSize(20);
        List<String> all = client.responses().inputItems().list(id).autoPager().stream()
                .map(KeptResponsesJavaTest::text)
                .toList();
        assertThat(all).hasSize(45).startsWith("text 44", "text 43").endsWith("text 0");
        InputItemListParams forward = InputItemListParams.builder()
                .responseId(id)
                .order(InputItemListParams.Order.ASC)
                .limit(2)
                .build();
        assertThat(client.responses().inputItems().list(forward).items())
                .map(KeptResponsesJavaTest::text)
                .containsExactly("text 0", "text 1");
        assertThat(client.responses().inputItems().list(forward).nextPage().items())
                .map(KeptResponsesJavaTest::text)
                .containsExactly("text 2", "text 3");
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=101,limit", "limit=x,limit", "order=up,order", "after=msg_none,after"})
    void refusesPages_thatThereCannotBe(String query, String param) throws Exception {
        String id = client.responses().create(ask("one").build()).id();
        HttpResponse<String> refused = Http.get(gateway, "/v1/responses/" + id + "/input_items?" + query);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"param\":\"" + param + '"');
    }

    @ParameterizedTest
    @CsvSource({"resp_1", "%00", "..%2f..", "%F0%9F%98%80", "'%27%20OR%201=1'"})
    void knowsNoAnswer_thatIsNone(String id) throws Exception {
        for (String path : List.of("", "/input_items")) {
            assertThat(Http.get(gateway, "/v1/responses/" + id + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(Http.get(gateway, "/v1/responses/" + "x".repeat(4000)).statusCode())
                .isEqualTo(404);
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .responseValidation(true)
                .build();
    }

    private static ResponseCreateParams.Builder ask(String input) {
        return ResponseCreateParams.builder().model("gpt-4").input(input);
    }

    /** The last event's response. */
    private static Response streamed(ResponseCreateParams params) {
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
            return events.stream()
                    .filter(ResponseStreamEvent::isCompleted)
                    .map(event -> event.asCompleted().response())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String text(ResponseItem item) {
        return item.asResponseInputMessageItem()
                .content()
                .getFirst()
                .asInputText()
                .text();
    }

    /** The client has no word for it. */
    @SuppressWarnings("deprecation")
    private static String store(Response told) {
        return String.valueOf(told._additionalProperties().get("store"));
    }
}
