package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.models.images.Image;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import dev.parley.server.Gateway;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.OpenAiAnswers;
import dev.parley.testkit.OpenAiImageAnswers;
import dev.parley.testkit.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("GM-16: POST /v1/images/generations over every provider that makes pictures")
class ImagesTest {
    private static final String PATH = "/v1/images/generations";

    private static FakeUpstream upstream;
    private static FakeGemini google;
    private static Gateway gateway;
    private static OpenAIClient client;

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
                "gpt-image-1,dall-e-3,dall-e-2,flux",
                "PROVIDERS_UP_POOL_COOLDOWN_FAILURES_IN_A_ROW",
                "100",
                "PROVIDERS_GOOGLE_TYPE",
                "gemini",
                "PROVIDERS_GOOGLE_BASE_URL",
                google.url(),
                "PROVIDERS_GOOGLE_API_KEYS",
                "key-1",
                "PROVIDERS_CLAUDE_TYPE",
                "anthropic",
                "PROVIDERS_CLAUDE_BASE_URL",
                upstream.origin(),
                "PROVIDERS_CLAUDE_MODELS",
                "claude-opus-4-1");
        client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Http.KEY)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        google.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.forget();
        google.upstream().forget();
    }

    @ParameterizedTest
    @CsvSource({
        "builtin/image, 320x200, 320, 200",
        "gpt-image-1, 1024x1536, 1, 1",
        "dall-e-2, 512x512, 1, 1",
        "flux, 640x480, 1, 1",
        "gemini-2.5-flash-image, 1024x1536, 1, 1",
    })
    @DisplayName("openai-java generates two pictures over each")
    void generates(String model, String size, int width, int height) throws Exception {
        ImagesResponse answer = client.images()
                .generate(ImageGenerateParams.builder()
                        .prompt("A red dot")
                        .model(model)
                        .n(2)
                        .size(ImageGenerateParams.Size.of(size))
                        .build());
        List<Image> pictures = answer.data().orElseThrow();
        assertThat(pictures).hasSize(2);
        for (Image picture : pictures) {
            BufferedImage decoded = decoded(picture.b64Json().orElseThrow());
            assertThat(decoded.getWidth()).isEqualTo(width);
            assertThat(decoded.getHeight()).isEqualTo(height);
        }
        assertThat(answer.created()).isPositive();
        assertThat(answer.usage().orElseThrow().inputTokensDetails().textTokens())
                .isEqualTo(answer.usage().orElseThrow().inputTokens());
        upstream.requests();
        google.requests();
    }

    @Test
    @DisplayName("CLI-05: the AI SDK sends response_format and n; what gpt-image refuses is not sent on")
    void takesWhatTheAiSdkSends() throws Exception {
        HttpResponse<String> reply =
                post("{\"model\":\"gpt-image-1\",\"prompt\":\"a dot\",\"n\":1,\"response_format\":\"b64_json\"}");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(JsonValues.of(upstream.requests().getFirst().body()))
                .isEqualTo(JsonValues.of("{\"model\":\"gpt-image-1\",\"prompt\":\"a dot\",\"n\":1}"));
        assertThat(reply.body())
                .as("what the host's answer says beside is kept")
                .contains("\"b64_json\":\"" + OpenAiImageAnswers.DOT, "\"created\":1700000000")
                .contains("\"output_format\":\"png\"", "\"background\":\"opaque\"")
                .contains("\"input_tokens_details\":{\"text_tokens\":25,\"image_tokens\":0}")
                .doesNotContain("mime_type");
        assertThat(reply.headers().firstValue("x-gateway-model")).hasValue("up/gpt-image-1");
    }

    @Test
    @DisplayName("COM-05: an OpenAI host gets all that was said, known or not")
    void keepsEveryField_forHostsOfTheDialect() throws Exception {
        String said = "\"prompt\":\"a dot\",\"n\":3,\"size\":\"1024x1024\",\"quality\":\"low\","
                + "\"background\":\"transparent\",\"output_format\":\"webp\",\"output_compression\":80,"
                + "\"moderation\":\"low\",\"user\":\"u-1\"}";
        assertThat(post("{\"model\":\"gpt-image-1\"," + said).statusCode()).isEqualTo(200);
        assertThat(JsonValues.of(upstream.requests().getFirst().body()))
                .isEqualTo(JsonValues.of("{\"model\":\"gpt-image-1\"," + said));
    }

    @Test
    void asksDallE_forThePictureItself() throws Exception {
        HttpResponse<String> reply = post("""
                {"model":"dall-e-3","prompt":"a dot","style":"vivid","quality":"hd","output_format":"png"}""");
        assertThat(reply.body()).contains("\"revised_prompt\":\"One dot\"");
        assertThat(JsonValues.of(upstream.requests().getFirst().body())).isEqualTo(JsonValues.of("""
                        {"model":"dall-e-3","prompt":"a dot","quality":"hd","style":"vivid",
                        "response_format":"b64_json"}"""));
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields")).hasValue("output_format.image.format");
    }

    @Test
    void tellsMimeTypes_whenSettingSaysSo() throws Exception {
        try (Gateway telling = Gateway.start("ACCESS_API_KEYS", Http.KEY, "IMAGES_INCLUDE_MIME_TYPE", "true")) {
            assertThat(Http.post(telling, PATH, "{\"model\":\"builtin/image\",\"prompt\":\"x\",\"size\":\"8x8\"}")
                            .body())
                    .contains("\"mime_type\":\"image/png\"");
        }
    }

    @Test
    @DisplayName("The built-in model paints what the words decide, bounded, each picture another")
    void paints() throws Exception {
        String ask = "{\"model\":\"builtin/image\",\"prompt\":\"%s\",\"n\":2,\"size\":\"%s\"}";
        String once = post(ask.formatted("a cat", "64x48")).body();
        List<String> pictures = pictures(once);
        assertThat(pictures).doesNotHaveDuplicates().hasSize(2);
        assertThat(pictures(post(ask.formatted("a cat", "64x48")).body())).isEqualTo(pictures);
        assertThat(pictures(post(ask.formatted("a dog", "64x48")).body())).doesNotContainAnyElementsOf(pictures);
        HttpResponse<String> large = post(ask.formatted("a cat", "3584x1792"));
        BufferedImage decoded = decoded(pictures(large.body()).getFirst());
        assertThat(List.of(decoded.getWidth(), decoded.getHeight())).containsExactly(1792, 896);
        assertThat(large.headers().firstValue("x-gateway-dropped-fields")).hasValue("output_format.image.size");
    }

    @Test
    void answersChats_withPictures() throws Exception {
        for (String model : List.of("builtin/image", "gemini-2.5-flash-image")) {
            String whole = Http.post(gateway, "/v1/chat/completions", Http.chat(model, false))
                    .body();
            String stream = Http.post(gateway, "/v1/chat/completions", Http.chat(model, true))
                    .body();
            for (String answer : List.of(whole, stream)) {
                assertThat(answer)
                        .contains(
                                "\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,");
            }
        }
    }

    @Test
    void listsWhatThePainterMakes() throws Exception {
        assertThat(Http.get(gateway, "/v1/models/builtin/image").body()).contains("\"output_modalities\":[\"image\"]");
    }

    @Test
    @DisplayName("Without a model it is that of the settings")
    void asksDefaultModel() throws Exception {
        assertThat(post("{\"prompt\":\"a dot\"}").headers().firstValue("x-gateway-model"))
                .hasValue("google/gemini-2.5-flash-image");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                          | prompt          | Missing
            {"prompt":null}                                             | prompt          | Missing
            {"prompt":""}                                               | prompt          | Missing
            {"prompt":"  "}                                             | prompt          | Missing
            {"prompt":7}                                                | prompt          | a string
            {"prompt":["x"]}                                            | prompt          | a string
            {"prompt":"x","n":0}                                        | n               | 1 to 10
            {"prompt":"x","n":11}                                       | n               | 1 to 10
            {"prompt":"x","n":-1}                                       | n               | 1 to 10
            {"prompt":"x","n":1.5}                                      | n               | an integer
            {"prompt":"x","n":"x"}                                      | n               | an integer
            {"prompt":"x","n":99999999999999999999}                     | n               | 64 bits
            {"prompt":"x","size":"9999999x1"}                           | size            | 1024x1536
            {"prompt":"x","size":"0x0"}                                 | size            | 1024x1536
            {"prompt":"x","size":"-1x5"}                                | size            | 1024x1536
            {"prompt":"x","size":"large"}                               | size            | 1024x1536
            {"prompt":"x","size":1024}                                  | size            | a string
            {"prompt":"x","response_format":"url"}                      | response_format | b64_json
            {"prompt":"x","stream":true}                                | stream          | false
            {"prompt":"x","model":"builtin/echo"}                       | model           | makes no pictures
            {"prompt":"x","model":"claude-opus-4-1"}                    | model           | makes no pictures
            {"prompt":"x","model":"gemini-2.5-pro"}                     | model           | makes no pictures
            {"prompt":"x"                                               | ''              | JSON
            []                                                          | ''              | an object
            {"prompt":"x"} x                                            | ''              | JSON""")
    void refuses(String body, String param, String message) throws Exception {
        HttpResponse<String> reply = post(body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body())
                .contains("\"type\":\"invalid_request_error\"", message)
                .contains(param.isEmpty() ? "\"param\":null" : "\"param\":\"" + param + '"');
        assertThat(upstream.requests()).isEmpty();
        assertThat(google.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void namesTheFault_whenModelMakesNoPictures() {
        assertThatThrownBy(() -> client.images()
                        .generate(ImageGenerateParams.builder()
                                .prompt("x")
                                .model("claude-opus-4-1")
                                .build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, e -> assertThat(e.code()).hasValue("model_not_capable"));
    }

    @Test
    @DisplayName("A prompt of 1 MB is painted; one over the body's limit is 413")
    void takesLongPrompts() throws Exception {
        String ask = "{\"model\":\"builtin/image\",\"size\":\"8x8\",\"prompt\":\"%s\"}";
        assertThat(post(ask.formatted("very ".repeat(200_000))).statusCode()).isEqualTo(200);
        try (Gateway small = Gateway.start("ACCESS_API_KEYS", Http.KEY, "SERVER_MAX_BODY_SIZE", "1000")) {
            assertThat(Http.post(small, PATH, ask.formatted("very ".repeat(1000)))
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/images/edits", "/v1/images/variations"})
    void knowsNoOtherPaths(String path) throws Exception {
        HttpResponse<String> reply = Http.post(gateway, path, "{}");
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body()).contains("\"type\":\"not_found_error\"", path);
    }

    @Test
    @DisplayName("COM-06: what Gemini cannot say is told, or refused if the caller is strict")
    void tellsLosses() throws Exception {
        String ask = "{\"model\":\"gemini-2.5-flash-image\",\"prompt\":\"x\",\"quality\":\"hd\",\"style\":\"vivid\"}";
        assertThat(post(ask).headers().firstValue("x-gateway-dropped-fields"))
                .hasValue("extensions.style,output_format.image.quality");
        HttpResponse<String> strict = Http.post(gateway, PATH, ask, "X-Gateway-Strict", "true");
        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.body()).contains("unsupported_parameter");
    }

    @Test
    @DisplayName("A host that gives addresses is told of, and nothing is fetched")
    void refusesAddresses() throws Exception {
        upstream.enqueue(OpenAiImageAnswers.pictures("{\"url\":\"" + upstream.origin() + "/picture.png\"}", 1));
        HttpResponse<String> reply = post("{\"model\":\"flux\",\"prompt\":\"x\"}");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(502);
        assertThat(reply.body()).contains("\"code\":\"no_image\"", "does not fetch", "b64_json");
        assertThat(upstream.requests()).hasSize(1);
    }

    @Test
    void tellsWhatHostsSay() throws Exception {
        String ask = "{\"model\":\"flux\",\"prompt\":\"x\"}";
        upstream.enqueue(Reply.json(
                400,
                "{\"error\":{\"message\":\"Your request was rejected.\",\"type\":\"image_generation_user_error\","
                        + "\"code\":\"moderation_blocked\"}}"));
        assertFails(post(ask), 400, "content_policy_violation");
        upstream.enqueue(OpenAiAnswers.error(404, "Not Found"));
        assertFails(post(ask), 400, "model_not_capable");
        upstream.enqueue(Reply.json(200, "{\"created\":1,\"data\":[]}"));
        assertFails(post(ask), 502, "bad_upstream_json");
        upstream.enqueue(OpenAiImageAnswers.pictures("{\"b64_json\":\"%%%\"}", 1));
        assertFails(post(ask), 502, "bad_upstream_json");
        upstream.enqueue(Reply.sse().event("{}"));
        assertFails(post(ask), 502, "bad_upstream_json");
        upstream.enqueue(OpenAiImageAnswers.pictures("{\"b64_json\":\"" + OpenAiImageAnswers.DOT + "\"}", 1));
        assertFails(post(ask.replace("}", ",\"n\":2}")), 502, "no_image");
    }

    private static void assertFails(HttpResponse<String> reply, int status, String code) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).contains("\"code\":\"" + code + '"');
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return Http.post(gateway, PATH, body);
    }

    private static List<String> pictures(String answer) {
        return Pattern.compile("\"b64_json\":\"([^\"]+)\"")
                .matcher(answer)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static BufferedImage decoded(String base64) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    }
}
