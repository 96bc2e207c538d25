package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.ImageOptions;
import dev.parley.client.ChatErrors;
import dev.parley.client.ParleyClient;
import dev.parley.image.v1.GenerateImagesRequest;
import dev.parley.image.v1.GenerateImagesResponse;
import dev.parley.server.Gateway;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.OpenAiImageAnswers;
import dev.parley.testkit.Reply;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ImageService over gRPC and over REST: the same pictures, the same errors")
class ImageServiceTest {
    private static FakeUpstream upstream;
    private static FakeGemini google;
    private static Gateway gateway;
    private static ParleyClient grpc;
    private static ParleyClient rest;

    @BeforeAll
    static void start() {
        upstream = FakeUpstream.openAi(OpenAiImageAnswers::to);
        google = new FakeGemini("key-1");
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "dall-e-2",
                "PROVIDERS_GOOGLE_TYPE",
                "gemini",
                "PROVIDERS_GOOGLE_BASE_URL",
                google.url(),
                "PROVIDERS_GOOGLE_API_KEYS",
                "key-1");
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
        google.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource({
        "builtin/image, builtin, image, ''",
        "dall-e-2, up, dall-e-2, One dot",
        "'', google, gemini-2.5-flash-image, ''",
    })
    void makesPictures(String model, String provider, String target, String revised) {
        GenerateImagesRequest request = ask(model).setCount(2).build();
        GenerateImagesResponse answer = grpc.images().generateImages(request);
        assertThat(answer.getImagesList()).hasSize(2).allSatisfy(image -> {
            assertThat(image.getMimeType()).isEqualTo("image/png");
            assertThat(image.getData()).isNotEmpty();
            assertThat(image.getRevisedPrompt()).isEqualTo(revised);
        });
        assertThat(answer.getServed().getProvider()).isEqualTo(provider);
        assertThat(answer.getServed().getTargetModel()).isEqualTo(target);
        assertThat(answer.getUsage().getInputTokens()).isPositive();
        assertThat(answer.getCreateTime().getSeconds()).isPositive();
        GenerateImagesResponse other = rest.images().generateImages(request);
        assertThat(other.toBuilder().clearCreateTime().build())
                .isEqualTo(answer.toBuilder().clearCreateTime().build());
        upstream.requests();
        google.requests();
    }

    @Test
    @DisplayName("COM-03: usage that nobody reported is not made up")
    void leavesUsageUnset_whenHostDoesNotTell() {
        upstream.enqueue(Reply.json(200, "{\"created\":1,\"data\":[{\"b64_json\":\"iVBORw0K\"}]}"));
        assertThat(grpc.images().generateImages(ask("dall-e-2").build()).hasUsage())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1024x1024, x, builtin/image, count, invalid_value",
        "11, 1024x1024, x, builtin/image, count, invalid_value",
        "1, 9999999x1, x, builtin/image, options.size, invalid_value",
        "1, 1024x1024, ' ', builtin/image, prompt, invalid_value",
        "1, 1024x1024, x, builtin/echo, model, model_not_capable",
        "1, 1024x1024, x, google/gemini-2.5-flash, model, model_not_capable",
    })
    void refuses(int count, String size, String prompt, String model, String param, String reason) {
        GenerateImagesRequest request = ask(model)
                .setCount(count)
                .setPrompt(prompt)
                .setOptions(ImageOptions.newBuilder().setSize(size))
                .build();
        forBoth(client -> {
            StatusRuntimeException failure = failure(client, request);
            assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            ChatError error = ChatErrors.of(failure).orElseThrow();
            assertThat(error.getParam()).isEqualTo(param);
            assertThat(error.getReason()).isEqualTo(reason);
        });
    }

    @Test
    @DisplayName("A model or filter that gives none: UNAVAILABLE, or INVALID_ARGUMENT content_policy_violation")
    void tellsWhyThereIsNone() {
        forBoth(client -> {
            upstream.enqueue(
                    Reply.json(400, "{\"error\":{\"code\":\"content_policy_violation\",\"message\":\"No.\"}}"));
            StatusRuntimeException filtered = failure(client, ask("dall-e-2").build());
            assertThat(filtered.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(ChatErrors.of(filtered).orElseThrow().getReason()).isEqualTo("content_policy_violation");
            upstream.enqueue(OpenAiImageAnswers.pictures("{\"url\":\"http://127.0.0.1/x.png\"}", 1));
            StatusRuntimeException none = failure(client, ask("dall-e-2").build());
            assertThat(none.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        });
    }

    @Test
    @DisplayName("COM-08: a cancelled call ends the host's")
    void cancels() {
        forBoth(client -> {
            upstream.enqueue(Reply.silence());
            assertThatThrownBy(() -> client.images()
                            .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                            .generateImages(ask("dall-e-2").build()))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
            assertThat(upstream.awaitClientClose(Duration.ofSeconds(10))).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"builtin/image", "dall-e-2", "gemini-2.5-flash-image"})
    @DisplayName("A chat that asks for pictures gets them as media, one candidate each")
    void answersChats(String model) {
        ChatRequest.Builder request = Asked.of(model, "A red dot").toBuilder();
        request.getOutputFormatBuilder().setImage(ImageOptions.newBuilder().setSize("512x512"));
        request.getSamplingBuilder().setCandidates(2);
        ChatResponse answer = grpc.chat().chat(request.build());
        assertThat(answer.getCandidatesList())
                .hasSize(2)
                .allSatisfy(candidate -> assertThat(
                                candidate.getMessage().getParts(0).getMedia().getMimeType())
                        .isEqualTo("image/png"));
        upstream.requests();
        google.requests();
    }

    private static GenerateImagesRequest.Builder ask(String model) {
        return GenerateImagesRequest.newBuilder().setModel(model).setPrompt("A red dot");
    }

    private static void forBoth(Consumer<ParleyClient> check) {
        List.of(grpc, rest).forEach(check);
    }

    private static StatusRuntimeException failure(ParleyClient client, GenerateImagesRequest request) {
        try {
            client.images().generateImages(request);
            throw new AssertionError("it did not fail");
        } catch (StatusRuntimeException e) {
            return e;
        }
    }
}
