package dev.parley.server.wires;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionAudio;
import com.openai.models.chat.completions.ChatCompletionAudioParam;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta.Audio;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartInputAudio;
import com.openai.models.chat.completions.ChatCompletionContentPartInputAudio.InputAudio;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import dev.parley.server.json.JsonValues;
import dev.parley.testkit.Answer;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
        "COM-05, COM-06, E-IMG-1, E-IMG-3, E-OTH-4: audio in and out of chat completions, with OpenAI's own Java client")
class AudioTest {
    private static final String HEAD =
            "{\"id\":\"up-1\",\"object\":\"chat.completion%s\",\"created\":1700000000,\"model\":\"m\",";
    private static final String AUDIO = """
            {"id":"audio_1","data":"AAECAw==","expires_at":1700003600,"transcript":"Hello"}""";
    private static final String USAGE = """
            "usage":{"prompt_tokens":9,"completion_tokens":5,"total_tokens":14,\
            "prompt_tokens_details":{"audio_tokens":7},"completion_tokens_details":{"audio_tokens":4}}""";
    private static final String FIRST_PIECE =
            "{\"role\":\"assistant\",\"audio\":{\"id\":\"audio_1\",\"transcript\":\"Hel\"}}";
    /** The beginning of a sound file. */
    private static final String WAV = "UklGRiQAAABXQVZF";

    private static ThreeHosts hosts;

    @BeforeAll
    static void start() {
        hosts = new ThreeHosts(AudioTest::spoken, Answer.text("Hello"));
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    @BeforeEach
    void forget() {
        hosts.forget();
    }

    @Test
    @DisplayName("What the caller says and what the host says pass unchanged")
    void speaksAndHears() {
        ChatCompletion answer = hosts.client
                .chat()
                .completions()
                .create(speaking("up/m", ChatCompletionAudioParam.Format.WAV)
                        .addUserMessageOfArrayOfContentParts(List.of(text("What is said?"), sound(WAV)))
                        .build());
        ChatCompletionAudio audio =
                answer.choices().getFirst().message().audio().orElseThrow();
        assertThat(audio.id()).isEqualTo("audio_1");
        assertThat(audio.data()).isEqualTo("AAECAw==");
        assertThat(audio.transcript()).isEqualTo("Hello");
        assertThat(audio.expiresAt()).isEqualTo(1700003600);
        assertThat(answer.usage()
                        .orElseThrow()
                        .promptTokensDetails()
                        .orElseThrow()
                        .audioTokens())
                .hasValue(7L);
        assertThat(answer.usage()
                        .orElseThrow()
                        .completionTokensDetails()
                        .orElseThrow()
                        .audioTokens())
                .hasValue(4L);
        assertThat(sent(hosts.openAi)).isEqualTo(JsonValues.of("""
                {"model": "m", "modalities": ["text", "audio"], "audio": {"format": "wav", "voice": "alloy"},
                 "messages": [{"role": "user", "content": [
                   {"type": "text", "text": "What is said?"},
                   {"type": "input_audio", "input_audio": {"data": "UklGRiQAAABXQVZF", "format": "wav"}}]}]}"""));
    }

    @Test
    @DisplayName("An earlier answer that was heard is referred to by its id")
    void refersToEarlierAudio() {
        hosts.client
                .chat()
                .completions()
                .create(speaking("up/m", ChatCompletionAudioParam.Format.MP3)
                        .addUserMessage("Say hello")
                        .addMessage(ChatCompletionAssistantMessageParam.builder()
                                .audio(ChatCompletionAssistantMessageParam.Audio.builder()
                                        .id("audio_1")
                                        .build())
                                .build())
                        .addUserMessage("Again")
                        .build());
        assertThat(((List<?>) sent(hosts.openAi).get("messages")).get(1))
                .isEqualTo(JsonValues.of(
                        "{\"role\": \"assistant\", \"content\": null, \"audio\": {\"id\": \"audio_1\"}}"));
    }

    @Test
    @DisplayName("A streamed answer comes in the pieces that the host sends")
    void hearsPieces() {
        hosts.openAi.enqueue(streamed());
        List<Audio> pieces = new ArrayList<>();
        try (StreamResponse<ChatCompletionChunk> chunks = hosts.client
                .chat()
                .completions()
                .createStreaming(speaking("up/m", ChatCompletionAudioParam.Format.PCM16)
                        .addUserMessage("Say hello")
                        .build())) {
            chunks.stream()
                    .forEach(chunk -> chunk.choices().getFirst().delta().audio().ifPresent(pieces::add));
        }
        assertThat(pieces)
                .containsExactly(
                        Audio.builder().id("audio_1").transcript("Hel").build(),
                        Audio.builder().data("AAE=").build(),
                        Audio.builder().data("AgM=").transcript("lo").build(),
                        Audio.builder().expiresAt(1700003600).build());
        assertThat(hosts.openAi.requests().getFirst().body()).contains("\"format\":\"pcm16\"");
    }

    @Test
    @DisplayName("Each piece is heard while the next one is still to come")
    void hearsWhileItComes() throws Exception {
        hosts.openAi.enqueue(chunk(Reply.sse(), FIRST_PIECE).stall());
        try (Stream<String> lines = Http.lines(hosts.gateway, "/v1/chat/completions", Http.chat("up/m", true))
                .body()) {
            assertThat(lines.filter(line -> line.contains("audio_1")).findFirst())
                    .isPresent();
        }
        assertThat(hosts.openAi.awaitClientClose(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    @DisplayName("E-IMG-1: Gemini hears, and that it is not to speak is reported")
    void isHeardByGemini() throws Exception {
        HttpResponse<String> reply = Http.post(hosts.gateway, "/v1/chat/completions", body("ge/m"));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields"))
                .hasValue("extensions.audio,output_format.modalities");
        assertThat(hosts.gemini.requests().getFirst().body())
                .contains("{\"inlineData\":{\"mimeType\":\"audio/wav\",\"data\":\"UklGRiQAAABXQVZF\"}}")
                .doesNotContain("AUDIO");
    }

    @Test
    @DisplayName("COM-06: Claude hears nothing, which is reported while there is a text beside it")
    void isReported_whenClaudeHearsNothing() throws Exception {
        HttpResponse<String> reply = Http.post(hosts.gateway, "/v1/chat/completions", body("cl/m"));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-gateway-dropped-fields"))
                .hasValueSatisfying(dropped -> assertThat(dropped)
                        .contains("output_format.modalities", "extensions.audio", "messages[0].parts[1].media"));
        assertThat(hosts.anthropic.requests().getFirst().body())
                .contains("What is said?")
                .doesNotContain(WAV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cl/m", "ge/m"})
    @DisplayName("COM-06: in strict mode what is lost is refused")
    void refusesLosses_whenStrict(String model) throws Exception {
        HttpResponse<String> reply =
                Http.post(hosts.gateway, "/v1/chat/completions", body(model), "X-Gateway-Strict", "true");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"unsupported_parameter\"");
    }

    @Test
    @DisplayName("E-IMG-3: a message of nothing but audio is not sent where nobody hears")
    void refuses_whenNothingElseIsSaid() {
        assertThatThrownBy(() -> hosts.client
                        .chat()
                        .completions()
                        .create(ChatCompletionCreateParams.builder()
                                .model("cl/m")
                                .addUserMessageOfArrayOfContentParts(List.of(sound(WAV)))
                                .build()))
                .isInstanceOfSatisfying(BadRequestException.class, e -> {
                    assertThat(e.code()).hasValue("unsupported_content");
                    assertThat(e.param()).hasValue("messages[0]");
                });
        assertThat(hosts.anthropic.requests()).isEmpty();
    }

    @Test
    @DisplayName("An answer that is heard has no content, and the SDK can send it back")
    void sendsAnswerBack() {
        ChatCompletionMessage heard = hosts.client
                .chat()
                .completions()
                .create(speaking("up/m", ChatCompletionAudioParam.Format.WAV)
                        .addUserMessage("Say hello")
                        .build())
                .choices()
                .getFirst()
                .message();
        assertThat(heard.content()).isEmpty();
        hosts.openAi.forget();
        hosts.client
                .chat()
                .completions()
                .create(speaking("up/m", ChatCompletionAudioParam.Format.WAV)
                        .addUserMessage("Say hello")
                        .addMessage(heard)
                        .addUserMessage("Again")
                        .build());
        assertThat(hosts.openAi.requests().getFirst().body()).contains("\"audio\":{\"id\":\"audio_1\"}");
    }

    private static Reply spoken(ReceivedRequest request) {
        return Reply.json(
                200,
                HEAD.formatted("")
                        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"audio\":"
                        + AUDIO + "},\"finish_reason\":\"stop\"}]," + USAGE + "}");
    }

    private static Reply streamed() {
        Reply reply = chunk(Reply.sse(), FIRST_PIECE);
        chunk(reply, "{\"audio\":{\"data\":\"AAE=\"}}");
        chunk(reply, "{\"audio\":{\"data\":\"AgM=\",\"transcript\":\"lo\"}}");
        chunk(reply, "{\"audio\":{\"expires_at\":1700003600}}");
        return reply.event(HEAD.formatted(".chunk")
                        + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
                .event(HEAD.formatted(".chunk") + "\"choices\":[]," + USAGE + "}")
                .event("[DONE]");
    }

    private static Reply chunk(Reply reply, String delta) {
        return reply.event(HEAD.formatted(".chunk") + "\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":null}]}");
    }

    private static ChatCompletionCreateParams.Builder speaking(String model, ChatCompletionAudioParam.Format format) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .modalities(
                        List.of(ChatCompletionCreateParams.Modality.TEXT, ChatCompletionCreateParams.Modality.AUDIO))
                .audio(ChatCompletionAudioParam.builder()
                        .format(format)
                        .voice(ChatCompletionAudioParam.Voice.UnionMember1.ALLOY)
                        .build());
    }

    private static ChatCompletionContentPart text(String text) {
        return ChatCompletionContentPart.ofText(
                ChatCompletionContentPartText.builder().text(text).build());
    }

    private static ChatCompletionContentPart sound(String data) {
        return ChatCompletionContentPart.ofInputAudio(ChatCompletionContentPartInputAudio.builder()
                .inputAudio(InputAudio.builder()
                        .data(data)
                        .format(InputAudio.Format.WAV)
                        .build())
                .build());
    }

    private static String body(String model) {
        return """
                {"model": "%s", "modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "wav"},
                 "messages": [{"role": "user", "content": [{"type": "text", "text": "What is said?"},
                   {"type": "input_audio", "input_audio": {"data": "%s", "format": "wav"}}]}]}""".formatted(model, WAV);
    }

    private static Map<?, ?> sent(FakeUpstream host) {
        return (Map<?, ?>) JsonValues.of(host.requests().getFirst().body().getBytes(UTF_8));
    }
}
