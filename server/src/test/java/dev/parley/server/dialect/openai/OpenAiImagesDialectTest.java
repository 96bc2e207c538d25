package dev.parley.server.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ImageOptions;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.chat.EventGrammar;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("OpenAI's image generations, facing hosts")
class OpenAiImagesDialectTest {
    private final OpenAiImagesDialect dialect = new OpenAiImagesDialect();

    @Test
    @DisplayName("COM-06: a conversation's text is the prompt, and all else that it holds is told as lost")
    void tellsTheWholeConversation() {
        ChatRequest.Builder chat = ChatRequest.newBuilder()
                .addMessages(message(Role.ROLE_SYSTEM, "In ink."))
                .addMessages(message(Role.ROLE_USER, "A cat.").toBuilder()
                        .addParts(Part.newBuilder()
                                .setMedia(Media.newBuilder().setData(ByteString.copyFromUtf8("a dog")))));
        chat.getSamplingBuilder().setCandidates(2).setTemperature(1);
        chat.getReasoningBuilder().setEffort("low");
        chat.getOutputFormatBuilder()
                .setVerbosity("high")
                .setImage(ImageOptions.newBuilder().setSize("256x256").setBackground("opaque"));
        Drops drops = new Drops();

        byte[] body = dialect.writeRequest(chat.build(), "dall-e-2", false, drops);

        assertThat(JsonValues.of(new String(body, StandardCharsets.UTF_8)))
                .isEqualTo(
                        JsonValues.of(
                                "{\"model\":\"dall-e-2\",\"prompt\":\"In ink.\\n\\nA cat.\",\"n\":2,\"size\":\"256x256\",\"response_format\":\"b64_json\"}"));
        assertThat(drops.paths())
                .containsExactlyInAnyOrder(
                        "reasoning",
                        "sampling.temperature",
                        "output_format.verbosity",
                        "output_format.image.background",
                        "messages[1].parts[1].media");
    }

    @Test
    void readsPictures_inTheGrammarsOrder() {
        EventGrammar grammar = new EventGrammar();
        List<ChatEvent> events = dialect.readResponse("""
                {"created":5,"data":[{"url":"https://host.example/1","b64_json":"iVBORw0K"},{"b64_json":null,
                "url":"https://host.example/2"},{"b64_json":"/9j/"}]}""".getBytes(StandardCharsets.UTF_8));
        events.forEach(grammar::check);
        assertThat(events.stream()
                        .filter(ChatEvent::hasPartStarted)
                        .map(event -> event.getPartStarted().getPart().getMedia())
                        .map(media -> media.getMimeType() + media.getUri()))
                .containsExactly("image/png", "https://host.example/2", "image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"data\":7}",
                "{\"data\":[7]}",
                "{\"data\":[]}",
                "{\"data\":[{\"b64_json\":\"?\"}]}",
                "{\"data\":[{\"b64_json\":\"iVBORw0K\"}]",
                "{\"error\":{\"message\":\"No.\"}}",
            })
    void failsWithoutPictures(String body) {
        assertThatThrownBy(() -> dialect.readResponse(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ChatException.class);
    }

    @Test
    @DisplayName("An answer cut anywhere is an error, never half a list")
    void failsWhenCut() {
        byte[] picture = new byte[300];
        new Random(7).nextBytes(picture);
        byte[] body = "{\"data\":[{\"b64_json\":\"%s\"}],\"created\":1}"
                .formatted(Base64.getEncoder().encodeToString(picture))
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> dialect.readResponse(cut)).isInstanceOf(ChatException.class);
        }
    }

    private static ChatMessage message(Role role, String text) {
        return ChatMessage.newBuilder()
                .setRole(role)
                .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text)))
                .build();
    }
}
