package dev.parley.server.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Tool;
import dev.parley.server.dialect.Drops;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonValues;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiRequestWriterTest {
    private static final ChatRequest HELLO = ChatRequest.newBuilder()
            .addMessages(ChatMessage.newBuilder()
                    .setRole(Role.ROLE_USER)
                    .addParts(Part.newBuilder().setText(Text.newBuilder().setText("hi"))))
            .build();

    @Test
    @DisplayName("E-FIN-4: the longest answer is named as the host wants it, unless the caller chose")
    void namesLengthAsTheHostWants() {
        ChatRequest chat = HELLO.toBuilder()
                .setSampling(Sampling.newBuilder().setMaxOutputTokens(9))
                .build();
        ChatRequest chosen = chat.toBuilder()
                .addExtensions(Form.MAX_COMPLETION_TOKENS.mark())
                .build();
        assertThat(write("max_tokens", chat).contains("max_tokens")).isTrue();
        assertThat(write("max_completion_tokens", chat).contains("max_completion_tokens"))
                .isTrue();
        assertThat(write("max_tokens", chosen).contains("max_completion_tokens"))
                .isTrue();
    }

    @Test
    @DisplayName("MG-04: nothing is sent that was not asked for")
    void sendsNoDefaults() {
        assertThat(write("max_tokens", HELLO)).isEqualTo(Set.of("model", "messages"));
    }

    private static Set<?> write(String lengthField, ChatRequest chat) {
        byte[] body = new OpenAiRequestWriter(lengthField).write(chat, "m", false, new Drops());
        return ((Map<?, ?>) Objects.requireNonNull(JsonValues.of(body))).keySet();
    }

    @ParameterizedTest
    @MethodSource
    @DisplayName("JSON text of the contract cannot break out of its place")
    void refuses_whenTextIsNoJsonObject(ChatRequest chat, String param) {
        OpenAiRequestWriter writer = new OpenAiRequestWriter("max_tokens");
        assertThatThrownBy(() -> writer.write(chat, "m", false, new Drops()))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.error().getParam()).isEqualTo(param));
    }

    private static Stream<Arguments> refuses_whenTextIsNoJsonObject() {
        String evil = "{}}],\"model\":\"expensive\",\"x\":[{\"y\":{}";
        FunctionTool function =
                FunctionTool.newBuilder().setName("f").setSchemaJson(evil).build();
        Opaque opaque = Opaque.newBuilder().setDialect("openai").setJson(evil).build();
        return Stream.of(
                Arguments.of(
                        HELLO.toBuilder()
                                .addTools(Tool.newBuilder().setFunction(function))
                                .build(),
                        "tools[0].function.schema_json"),
                Arguments.of(
                        HELLO.toBuilder()
                                .addTools(Tool.newBuilder().setOpaque(opaque))
                                .build(),
                        "tools[0].opaque.json"),
                Arguments.of(
                        HELLO.toBuilder()
                                .addExtensions(Extension.newBuilder()
                                        .setDialect("openai")
                                        .setJson(evil))
                                .build(),
                        "extensions"),
                Arguments.of(
                        HELLO.toBuilder()
                                .addExtensions(Extension.newBuilder()
                                        .setDialect("openai")
                                        .setJson("[1]"))
                                .build(),
                        "extensions"));
    }
}
