package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.GeminiAnswers;
import dev.parley.testkit.OpenAiImageAnswers;
import dev.parley.testkit.Reply;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("GM-16: pictures of Gemini, one call each")
class GeminiImagesTest {
    private static final String PATH = "/v1/images/generations";
    private static final String ASK = "{\"prompt\":\"a dot\",\"n\":3}";

    private final FakeGemini host = new FakeGemini("key-1");
    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_GOOGLE_TYPE",
                "gemini",
                "PROVIDERS_GOOGLE_BASE_URL",
                host.url(),
                "PROVIDERS_GOOGLE_API_KEYS",
                "key-1",
                "PROVIDERS_GOOGLE_MODELS",
                "gemini-2.5-flash-image,gemini-2.5-flash",
                "PROVIDERS_GOOGLE_RETRY_MAX_ROUNDS",
                "1",
                "PROVIDERS_GOOGLE_POOL_MAX_IN_FLIGHT",
                "1");
    }

    @AfterEach
    void stop() {
        gateway.close();
        host.close();
    }

    @Test
    @DisplayName("What one of them is asked")
    void asks() throws Exception {
        HttpResponse<String> reply = post(
                "{\"prompt\":\"a dot\",\"n\":1,\"size\":\"1920x1080\",\"response_format\":\"b64_json\",\"user\":\"u\"}");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body())
                .contains("\"b64_json\":\"" + OpenAiImageAnswers.DOT)
                .contains("\"usage\":{\"input_tokens\":25,", "\"output_tokens\":7,\"total_tokens\":32");
        assertThat(JsonValues.of(host.requests().getFirst().body())).isEqualTo(JsonValues.of("""
                        {"contents":[{"role":"user","parts":[{"text":"a dot"}]}],
                        "generationConfig":{"responseModalities":["IMAGE"],"imageConfig":{"aspectRatio":"16:9"}}}"""));
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields")).hasValue("end_user");
    }

    @ParameterizedTest
    @CsvSource({
        "1024x1024, 1:1",
        "1536x1024, 3:2",
        "1024x1536, 2:3",
        "1792x1024, 16:9",
        "1024x1792, 9:16",
        "800x600, 4:3",
        "600x800, 3:4",
        "1000x800, 5:4",
        "800x1000, 4:5",
        "99999x1, 21:9",
        "1x99999, 9:16",
    })
    @DisplayName("The nearest aspect ratio that there is")
    void choosesAspectRatio(String size, String ratio) throws Exception {
        assertThat(post("{\"prompt\":\"x\",\"size\":\"" + size + "\"}").statusCode())
                .isEqualTo(200);
        assertThat(host.requests().getFirst().body()).contains("\"aspectRatio\":\"" + ratio + '"');
    }

    @Test
    @DisplayName("Several are made at the same time, with one credential, and what they cost is added up")
    void makesSeveral_atTheSameTime() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        host.answers((model, request) -> {
            all.countDown();
            await(all);
            return picture();
        });
        HttpResponse<String> reply = post(ASK);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body().split("b64_json", -1)).hasSize(4);
        assertThat(reply.body()).contains("\"input_tokens\":75", "\"output_tokens\":21,\"total_tokens\":96");
        assertThat(host.calls("key-1")).isEqualTo(3);
        assertThat(gateway.usage().total().requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("One that fails ends the others, and its credential is free again")
    void failsWhole_whenOneFails() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        host.answers((model, request) -> {
            boolean fails = last(all);
            await(all);
            return fails ? GeminiAnswers.error(400, "INVALID_ARGUMENT", "Not that one.") : Reply.silence();
        });
        HttpResponse<String> reply = post(ASK);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).contains("Not that one.").doesNotContain("b64_json");
        assertThat(host.upstream().awaitClientClose(Duration.ofSeconds(10))).isTrue();
        assertThat(host.upstream().awaitClientClose(Duration.ofSeconds(10))).isTrue();
        host.answers((model, request) -> picture());
        assertThat(post(ASK).statusCode()).as("max-in-flight is 1").isEqualTo(200);
    }

    @Test
    @DisplayName("COM-08: a caller that leaves ends them all")
    void endsAll_whenCallerLeaves() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        host.answers((model, request) -> {
            all.countDown();
            return Reply.silence();
        });
        CompletableFuture<HttpResponse<InputStream>> call = Http.openAsync(gateway, PATH, ASK);
        await(all);
        call.cancel(true);
        for (int i = 0; i < 3; i++) {
            assertThat(host.upstream().awaitClientClose(Duration.ofSeconds(10))).isTrue();
        }
        host.answers((model, request) -> picture());
        assertThat(post(ASK).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("No picture: 502 with what the model said, 400 if a filter took it; the other two do not help")
    void tellsWhyThereIsNone() throws Exception {
        host.answers((model, request) -> GeminiAnswers.ended("NO_IMAGE", "I can only talk."));
        assertFails(post(ASK), 502, "no_image", "NO_IMAGE: I can only talk.");
        assertThat(host.calls("key-1")).as("nothing is tried again").isEqualTo(3);
        host.answers((model, request) -> GeminiAnswers.ended("IMAGE_SAFETY", ""));
        assertFails(post(ASK), 400, "content_policy_violation", "IMAGE_SAFETY");
        host.answers((model, request) -> GeminiAnswers.blocked("PROHIBITED_CONTENT"));
        assertFails(post(ASK), 400, "content_policy_violation", "PROHIBITED_CONTENT");
        CountDownLatch all = new CountDownLatch(3);
        host.answers((model, request) -> last(all) ? GeminiAnswers.ended("STOP", "Enough.") : picture());
        HttpResponse<String> reply = post(ASK);
        assertFails(reply, 502, "no_image", " of 3 pictures. It ended with STOP: Enough.");
        assertThat(reply.body()).as("the others may be on their way still").containsPattern("made [0-2] of 3");
    }

    private void assertFails(HttpResponse<String> reply, int status, String code, String message) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).contains("\"code\":\"" + code + '"', message);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return Http.post(gateway, PATH, body);
    }

    private static Reply picture() {
        return Reply.json(200, """
                {"candidates":[{"content":{"parts":[{"text":"Here you are:"},
                {"inlineData":{"mimeType":"image/png","data":"%s"}}]},"finishReason":"STOP"}],
                "usageMetadata":{"promptTokenCount":25,"candidatesTokenCount":7}}""".formatted(OpenAiImageAnswers.DOT));
    }

    /** Counts down; whether this was the last. */
    private static boolean last(CountDownLatch all) {
        synchronized (all) {
            all.countDown();
            return all.getCount() == 0;
        }
    }

    private static void await(CountDownLatch all) {
        try {
            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
