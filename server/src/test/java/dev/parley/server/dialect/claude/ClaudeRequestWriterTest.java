package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.OutputFormat;
import dev.parley.chat.v1.OutputFormat.Kind;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaudeRequestWriterTest {
    private static final String EVIL = "{}}],\"model\":\"expensive\",\"x\":[{\"y\":{}";
    private static final ChatRequest HELLO = ChatRequest.newBuilder()
            .addMessages(ChatMessage.newBuilder()
                    .setRole(Role.ROLE_USER)
                    .addParts(Part.newBuilder().setText(Text.newBuilder().setText("hi"))))
            .build();

    @ParameterizedTest
    @MethodSource
    @DisplayName("JSON text of the contract cannot break out of its place")
    void refuses_whenTextIsNoJsonObject(ChatRequest chat, String param) {
        assertThatThrownBy(() -> ClaudeRequestWriter.write(chat, "m", false, new Drops()))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> assertThat(e.error().getParam()).isEqualTo(param));
    }

    private static Stream<Arguments> refuses_whenTextIsNoJsonObject() {
        Opaque opaque = Opaque.newBuilder().setDialect("claude").setJson(EVIL).build();
        FunctionTool function =
                FunctionTool.newBuilder().setName("f").setSchemaJson(EVIL).build();
        ToolCall call =
                ToolCall.newBuilder().setName("f").setArgumentsJson(EVIL).build();
        return Stream.of(
                Arguments.of(
                        with(Role.ROLE_USER, Part.newBuilder().setOpaque(opaque)), "messages[1].parts[0].opaque.json"),
                Arguments.of(
                        with(Role.ROLE_ASSISTANT, Part.newBuilder().setToolCall(call)),
                        "messages[1].parts[0].tool_call.arguments_json"),
                Arguments.of(with(Tool.newBuilder().setFunction(function).build()), "tools[0].function.schema_json"),
                Arguments.of(with(Tool.newBuilder().setOpaque(opaque).build()), "tools[0].opaque.json"),
                Arguments.of(
                        HELLO.toBuilder()
                                .setOutputFormat(OutputFormat.newBuilder()
                                        .setKind(Kind.KIND_JSON_SCHEMA)
                                        .setSchemaJson(EVIL))
                                .build(),
                        "output_format.schema_json"),
                Arguments.of(
                        HELLO.toBuilder()
                                .addExtensions(Extras.extension("claude", EVIL))
                                .build(),
                        "extensions"));
    }

    private static ChatRequest with(Role role, Part.Builder part) {
        return HELLO.toBuilder()
                .addMessages(ChatMessage.newBuilder().setRole(role).addParts(part))
                .build();
    }

    private static ChatRequest with(Tool tool) {
        return HELLO.toBuilder().addTools(tool).build();
    }

    @Test
    @DisplayName("faults 36: half a surrogate pair comes through")
    void keepsLoneSurrogate_whenEscaped() {
        String body = "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a\\uD800b\"}]}";
        assertThat(new String(roundTrip(body), UTF_8)).isEqualTo(body);
    }

    @Test
    @DisplayName("faults 39: a hundred thousand messages are no trouble")
    void readsAndWritesQuickly_whenThereAreManyMessages() {
        String message = "{\"role\":\"user\",\"content\":\"hi\"}";
        String messages = Stream.generate(() -> message).limit(100_000).collect(Collectors.joining(","));
        String body = "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[" + messages + "]}";
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(roundTrip(body)).hasSize(body.length()));
    }

    private static byte[] roundTrip(String body) {
        ClaudeRequest request = ClaudeRequestReader.read(body.getBytes(UTF_8));
        return ClaudeRequestWriter.write(request.chat(), "m", request.stream(), new Drops());
    }
}
