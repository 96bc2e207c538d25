package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.RetryInfo;
import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatServiceGrpc;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.client.ParleyClient;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbeddingServiceGrpc;
import dev.parley.embedding.v1.Input;
import dev.parley.image.v1.GenerateImagesRequest;
import dev.parley.image.v1.ImageServiceGrpc;
import dev.parley.server.Gateway;
import dev.parley.testkit.EmbeddingAnswers;
import dev.parley.testkit.FakeUpstream;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Limits of caller keys are kept on every wire, and told in its words")
class LimitedWiresTest {
    private static final String CHAT = Http.chat("builtin/echo", false);
    private static final String STREAM = Http.chat("builtin/echo", true);
    private static final String CLAUDE = CHAT.replace("{\"model\"", "{\"max_tokens\":9,\"model\"");
    private static final String NATIVE =
            "{\"model\":\"builtin/echo\",\"messages\":[{\"role\":\"ROLE_USER\",\"parts\":[{\"text\":{\"text\":\"hi\"}}]}]}";
    private static final String OPENAI_SHAPE = "{\"error\":{\"message\":\"The key KEY may use 1 requests a minute "
            + "(setting limits.KEY.requests-per-minute, or limits.default.requests-per-minute).\","
            + "\"type\":\"rate_limit_error\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}";

    private static FakeUpstream upstream;
    private static Gateway gateway;

    /** A way to call, with a key of its own. */
    record Wire(String key, String path, String body) {
        boolean isClaude() {
            return path.contains("messages");
        }

        @Override
        public String toString() {
            return path + (body.equals(STREAM) ? ", streamed" : "");
        }
    }

    static List<Wire> wires() {
        return List.of(
                new Wire("k1", "/v1/chat/completions", CHAT),
                new Wire("k2", "/v1/chat/completions", STREAM),
                new Wire("k3", "/v1/completions", "{\"model\":\"builtin/echo\",\"prompt\":[\"a\",\"b\"]}"),
                new Wire("k4", "/v1/responses", "{\"model\":\"builtin/echo\",\"input\":\"hi\"}"),
                new Wire("k5", "/v1/responses/input_tokens", "{\"model\":\"builtin/echo\",\"input\":\"hi\"}"),
                new Wire("k6", "/v1/embeddings", "{\"model\":\"up/m\",\"input\":\"hi\"}"),
                new Wire("k7", "/v1/images/generations", "{\"model\":\"builtin/image\",\"prompt\":\"hi\"}"),
                new Wire("k8", "/v1/messages", CLAUDE),
                new Wire("k9", "/anthropic/v1/messages/count_tokens", CLAUDE),
                new Wire("k10", "/api/v1/chat", NATIVE),
                new Wire("k11", "/api/v1/chat/stream", NATIVE));
    }

    @BeforeAll
    static void start() {
        upstream = FakeUpstream.lax(EmbeddingAnswers::openAi);
        List<String> keys =
                Stream.iterate(1, i -> i + 1).limit(16).map(i -> "k" + i).toList();
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                String.join(",", keys),
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "m",
                "LIMITS_DEFAULT_REQUESTS_PER_MINUTE",
                "1",
                "LIMITS_DEFAULT_TOKENS_PER_MINUTE",
                "100000",
                "LIMITS_DEFAULT_KEY_16_REQUESTS_PER_MINUTE",
                "0");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @MethodSource("wires")
    void tellsWhatIsLeft_andRefusesTheSecond_whenOneMayCome(Wire wire) throws Exception {
        HttpResponse<String> first = post(wire);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertTold(wire, first);

        HttpResponse<String> second = post(wire);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(429);
        assertTold(wire, second);
        assertThat(number(second, "retry-after")).isBetween(1L, 60L);
        String label = "default-key-" + wire.key.substring(1);
        if (wire.isClaude()) {
            assertThat(second.body())
                    .contains("\"type\":\"error\"", "\"type\":\"rate_limit_error\"", label + " may use 1 requests");
        } else if (wire.path.startsWith("/v1/")) {
            assertThat(second.body()).isEqualTo(OPENAI_SHAPE.replace("KEY", label));
        } else {
            assertThat(second.body()).contains("ERROR_CODE_RATE_LIMITED", "\"rate_limit_exceeded\"", label);
        }
    }

    @Test
    void overGrpc() {
        assertLimited("k12", channel -> ChatServiceGrpc.newBlockingStub(channel).chat(Asked.of("builtin/echo", "hi")));
        assertLimited(
                "k13",
                channel -> ChatServiceGrpc.newBlockingStub(channel)
                        .streamChat(Asked.of("builtin/echo", "hi"))
                        .forEachRemaining(event -> {}));
        assertLimited(
                "k14",
                channel -> EmbeddingServiceGrpc.newBlockingStub(channel)
                        .embed(EmbedRequest.newBuilder()
                                .setModel("up/m")
                                .addInputs(Input.newBuilder().setText("hi"))
                                .build()));
        assertLimited(
                "k15",
                channel -> ImageServiceGrpc.newBlockingStub(channel)
                        .generateImages(GenerateImagesRequest.newBuilder()
                                .setModel("builtin/image")
                                .setPrompt("hi")
                                .build()));
    }

    @Test
    void saysNothingOfRequests_whenAKeyIsFreeOfTheirLimit() throws Exception {
        Wire free = new Wire("k16", "/v1/chat/completions", CHAT);
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = post(free);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-ratelimit-limit-requests"))
                    .isEmpty();
            assertThat(number(answer, "x-ratelimit-limit-tokens")).isEqualTo(100_000);
        }
    }

    private static void assertTold(Wire wire, HttpResponse<String> answer) {
        if (wire.isClaude()) {
            assertThat(number(answer, "anthropic-ratelimit-requests-limit")).isEqualTo(1);
            assertThat(number(answer, "anthropic-ratelimit-requests-remaining")).isZero();
            assertThat(header(answer, "anthropic-ratelimit-requests-reset"))
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(number(answer, "anthropic-ratelimit-tokens-limit")).isEqualTo(100_000);
        } else {
            assertThat(number(answer, "x-ratelimit-limit-requests")).isEqualTo(1);
            assertThat(number(answer, "x-ratelimit-remaining-requests")).isZero();
            assertThat(header(answer, "x-ratelimit-reset-requests")).matches("1m0s|[1-5]?\\d(\\.\\d{1,3})?s");
            assertThat(number(answer, "x-ratelimit-remaining-tokens")).isBetween(90_000L, 100_000L);
        }
    }

    private static void assertLimited(String key, Consumer<Channel> call) {
        AtomicReference<Metadata> headers = new AtomicReference<>(new Metadata());
        AtomicReference<Metadata> trailers = new AtomicReference<>(new Metadata());
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(key)
                .build()) {
            Channel channel = ClientInterceptors.intercept(
                    client.channel(), MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));
            call.accept(channel);
            assertThat(text(headers.get(), "x-ratelimit-remaining-requests")).isEqualTo("0");
            StatusRuntimeException refused =
                    catchThrowableOfType(StatusRuntimeException.class, () -> call.accept(channel));
            assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(text(trailers.get(), "x-ratelimit-limit-requests")).isEqualTo("1");
            com.google.rpc.Status status = Objects.requireNonNull(StatusProto.fromThrowable(refused));
            assertThat(unpack(status, ChatError.class).getCode()).isEqualTo(ErrorCode.ERROR_CODE_RATE_LIMITED);
            assertThat(unpack(status, RetryInfo.class).getRetryDelay().getSeconds())
                    .isBetween(50L, 60L);
        }
    }

    private static <T extends Message> T unpack(com.google.rpc.Status status, Class<T> type) {
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(type))
                .map(detail -> {
                    try {
                        return detail.unpack(type);
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError(e);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> post(Wire wire) throws Exception {
        return Http.post(gateway, wire.path, wire.body, "authorization", "Bearer " + wire.key);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("no " + name);
    }

    private static long number(HttpResponse<String> answer, String name) {
        return answer.headers().firstValueAsLong(name).orElse(-1);
    }

    private static String text(Metadata metadata, String name) {
        return String.valueOf(metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
    }
}
