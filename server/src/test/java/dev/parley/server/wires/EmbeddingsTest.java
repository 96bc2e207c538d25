package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.parley.client.ParleyClient;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Embedding;
import dev.parley.embedding.v1.Input;
import dev.parley.embedding.v1.Tokens;
import dev.parley.server.Gateway;
import dev.parley.testkit.EmbeddingAnswers;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("COM-02, CLI-05: embeddings of every provider over every wire")
class EmbeddingsTest {
    private static final String PATH = "/v1/embeddings";

    private static FakeUpstream openAi;
    private static FakeGemini gemini;
    private static FakeUpstream vertex;
    private static Gateway gateway;
    private static ParleyClient grpc;
    private static ParleyClient rest;
    private static OpenAIClient client;

    @BeforeAll
    static void start() {
        openAi = FakeUpstream.openAi(EmbeddingAnswers::openAi);
        gemini = new FakeGemini("key-1");
        vertex = FakeUpstream.gemini(EmbeddingAnswers::vertex);
        gateway = Gateway.start(Stream.of(
                        settings("UP", "openai", openAi.url(), "text-embedding-3-small"),
                        settings("SMALL", "openai", openAi.url(), "batched", "OPTIONS_EMBEDDING_BATCH", "3"),
                        settings("GEM", "gemini", gemini.url(), "text-embedding-004", "API_KEYS", "key-1"),
                        settings(
                                "VERTEX",
                                "gemini",
                                vertex.origin(),
                                "gemini-embedding-001,text-embedding-005",
                                "API_KEYS",
                                "key-1",
                                "OPTIONS_FORM",
                                "vertex",
                                "OPTIONS_VERTEX_PROJECT",
                                "p"),
                        Stream.of("ACCESS_API_KEYS", Http.KEY))
                .flatMap(settings -> settings)
                .toArray(String[]::new));
        grpc = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(Http.KEY)
                .build();
        rest = ParleyClient.builder().rest(gateway.url()).key(Http.KEY).build();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Http.KEY)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() {
        List.of(client::close, grpc::close, rest::close, (Runnable) gateway::close)
                .forEach(Runnable::run);
        List.of(openAi::close, gemini::close, (Runnable) vertex::close).forEach(Runnable::run);
    }

    @BeforeEach
    void forget() {
        openAi.forget();
        gemini.upstream().forget();
        vertex.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text-embedding-3-small", "gem/text-embedding-004", "vertex/gemini-embedding-001", "batched"})
    void answersOpenAiJava_inBothEncodings(String model) {
        for (EmbeddingCreateParams.EncodingFormat form :
                List.of(EmbeddingCreateParams.EncodingFormat.FLOAT, EmbeddingCreateParams.EncodingFormat.BASE64)) {
            CreateEmbeddingResponse answer = client.embeddings()
                    .create(EmbeddingCreateParams.builder()
                            .model(model)
                            .inputOfArrayOfStrings(List.of("a", "b", "c", "d", "e"))
                            .encodingFormat(form)
                            .build());
            assertThat(answer.model()).isEqualTo(model);
            assertThat(answer.data())
                    .extracting(row -> row.embedding())
                    .containsExactlyElementsOf(Stream.of("a", "b", "c", "d", "e")
                            .map(text -> EmbeddingAnswers.vector(text, EmbeddingAnswers.DIMENSIONS))
                            .toList());
            assertThat(answer.data()).extracting(row -> row.index()).containsExactly(0L, 1L, 2L, 3L, 4L);
            assertThat(answer.usage().promptTokens()).isPositive();
        }
        requests();
    }

    @Test
    void takesWhatOpenAiJavaSends_ofItself() {
        CreateEmbeddingResponse answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("text-embedding-3-small")
                        .inputOfArrayOfTokens(List.of(1L, 2L))
                        .dimensions(3)
                        .build());
        assertThat(answer.data().getFirst().embedding()).isEqualTo(EmbeddingAnswers.vector("[1, 2]", 3));
    }

    @Test
    void splitsInOrder_byWhatTheHostTakes() throws Exception {
        String inputs = String.join(
                ",", IntStream.range(0, 250).mapToObj(i -> "\"text " + i + '"').toList());
        EmbedResponse answer =
                grpc.embeddings().embed(asked("gem/text-embedding-004", 250).build());
        assertThat(answer.getEmbeddingsList()).hasSize(250);
        assertThat(answer.getEmbeddings(249).getValuesList()).isEqualTo(EmbeddingAnswers.vector("text 249", 8));
        assertThat(gemini.asked())
                .isEqualTo(Collections.nCopies(3, "/v1beta/models/text-embedding-004:batchEmbedContents"));
        assertThat(Http.post(gateway, PATH, "{\"model\":\"text-embedding-3-small\",\"input\":[" + inputs + "]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(openAi.requests()).hasSize(1);
    }

    @Test
    void givesOneAnswer_overBothTransports() {
        EmbedRequest request = asked("text-embedding-3-small", 3)
                .addInputs(Input.newBuilder().setTokens(Tokens.newBuilder().addIds(7)))
                .setDimensions(5)
                .build();
        EmbedResponse answer = grpc.embeddings().embed(request);
        assertThat(rest.embeddings().embed(request)).isEqualTo(answer);
        assertThat(answer.getEmbeddingsList())
                .extracting(Embedding::getValuesList)
                .containsExactlyElementsOf(Stream.of("text 0", "text 1", "text 2", "[7]")
                        .map(text -> EmbeddingAnswers.vector(text, 5))
                        .toList());
        assertThat(answer.getModel()).isEqualTo("text-embedding-3-small");
        assertThat(answer.getUsage().getInputTokens()).isEqualTo(12);
        assertThat(answer.getUsage().getEstimated()).isFalse();
        assertThat(answer.getServed().getProvider()).isEqualTo("up");
    }

    @Test
    void passesPurposeAndLengthOn_whereAHostHasThem() {
        EmbedRequest.Builder request = asked("gem/text-embedding-004", 1)
                .setPurpose("RETRIEVAL_QUERY")
                .setDimensions(4)
                .setEndUser("ann");
        EmbedResponse answer = grpc.embeddings().embed(request.build());
        assertThat(gemini.requests().getFirst().body())
                .contains("\"taskType\":\"RETRIEVAL_QUERY\"", "\"outputDimensionality\":4");
        assertThat(answer.getServed().getDroppedList()).containsExactly("end_user");
        assertThat(answer.getUsage().getEstimated()).isTrue();
        EmbedResponse predicted = grpc.embeddings()
                .embed(request.setModel("vertex/text-embedding-005").build());
        assertThat(vertex.requests())
                .singleElement()
                .satisfies(asked -> assertThat(asked.path())
                        .isEqualTo(
                                "/v1/projects/p/locations/global/publishers/google/models/text-embedding-005:predict"))
                .satisfies(asked -> assertThat(asked.body())
                        .contains("\"task_type\":\"RETRIEVAL_QUERY\"", "\"autoTruncate\":false"));
        assertThat(predicted.getUsage().getInputTokens()).isEqualTo(EmbeddingAnswers.TOKENS);
    }

    @Test
    @DisplayName("COM-05, COM-06: unknown fields go on to a host of the same dialect, and are reported elsewhere")
    void reportsWhatIsDropped() throws Exception {
        String body = "{\"model\":\"%s\",\"input\":\"a\",\"truncate\":\"END\"}";
        HttpResponse<String> same = Http.post(gateway, PATH, body.formatted("text-embedding-3-small"));
        assertThat(same.headers().firstValue("X-Gateway-Dropped-Fields")).isEmpty();
        assertThat(same.headers().firstValue("X-Gateway-Model")).hasValue("up/text-embedding-3-small");
        assertThat(openAi.requests().getFirst().body()).contains("\"truncate\":\"END\"");
        HttpResponse<String> other = Http.post(gateway, PATH, body.formatted("gem/text-embedding-004"));
        assertThat(other.headers().firstValue("X-Gateway-Dropped-Fields")).hasValue("extensions.truncate");
        HttpResponse<String> strict =
                Http.post(gateway, PATH, body.formatted("gem/text-embedding-004"), "X-Gateway-Strict", "true");
        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.body()).contains("unsupported_parameter", "\"param\":\"extensions.truncate\"");
    }

    @ParameterizedTest
    @CsvSource({
        "builtin/echo, model_not_capable",
        "no/such, model_not_found",
    })
    void refusesModel(String model, String code) throws Exception {
        HttpResponse<String> reply = Http.post(gateway, PATH, "{\"model\":\"" + model + "\",\"input\":\"a\"}");
        assertThat(reply.body()).contains("\"code\":\"" + code + '"', "\"param\":\"model\"");
        assertThat(reply.statusCode()).isEqualTo(code.equals("model_not_found") ? 404 : 400);
    }

    @Test
    void refusesTokens_whereAHostTakesText() {
        assertThatThrownBy(() -> client.embeddings()
                        .create(EmbeddingCreateParams.builder()
                                .model("gem/text-embedding-004")
                                .inputOfArrayOfTokens(List.of(1L))
                                .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("is given as tokens");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, inputs", "2049, 0, inputs", "1, -1, dimensions"})
    void refusesOverGrpc(int inputs, int dimensions, String param) {
        EmbedRequest.Builder request = asked("text-embedding-3-small", inputs);
        if (dimensions != 0) {
            request.setDimensions(dimensions);
        }
        assertThatThrownBy(() -> grpc.embeddings().embed(request.build()))
                .isInstanceOfSatisfying(StatusRuntimeException.class, e -> {
                    assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                    assertThat(e.getStatus().getDescription()).contains('\'' + param + '\'');
                });
    }

    private static void requests() {
        assertThat(Stream.of(openAi.requests(), gemini.requests(), vertex.requests())
                        .flatMap(List::stream)
                        .map(ReceivedRequest::path))
                .isNotEmpty();
    }

    private static EmbedRequest.Builder asked(String model, int inputs) {
        EmbedRequest.Builder request = EmbedRequest.newBuilder().setModel(model);
        IntStream.range(0, inputs)
                .forEach(i -> request.addInputs(Input.newBuilder().setText("text " + i)));
        return request;
    }

    private static Stream<String> settings(String name, String type, String url, String models, String... more) {
        String prefix = "PROVIDERS_" + name + '_';
        Stream<String> usual = Stream.of(prefix + "TYPE", type, prefix + "BASE_URL", url, prefix + "MODELS", models);
        return Stream.concat(
                usual, IntStream.range(0, more.length).mapToObj(i -> i % 2 == 0 ? prefix + more[i] : more[i]));
    }
}
