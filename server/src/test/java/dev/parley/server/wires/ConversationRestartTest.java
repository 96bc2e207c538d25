package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.client.ParleyClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("RS-05: a conversation with tools goes on, though the server is killed between its turns")
@Timeout(300)
class ConversationRestartTest {
    private static final String SCRIPT = """
            - - tool: get_weather
                arguments: {city: Paris}
            - - tool: get_weather
                arguments: {city: Rome}
            - - text: Rain and sun.
            """;

    @TempDir
    private Path folder;

    private int starts;

    @Test
    void goesOn() throws Exception {
        ChatResponse first = turn("", Role.ROLE_USER, text(SCRIPT));
        assertThat(call(first).getArgumentsJson()).isEqualTo("{\"city\":\"Paris\"}");
        ChatResponse second = turn(first.getId(), Role.ROLE_TOOL, result(first, "rain"));
        assertThat(call(second).getArgumentsJson()).isEqualTo("{\"city\":\"Rome\"}");
        ChatResponse third = turn(second.getId(), Role.ROLE_TOOL, result(second, "sun"));
        assertThat(part(third).getText().getText()).isEqualTo("Rain and sun.");
    }

    /** One turn on a gateway of its own, which then is killed. */
    private ChatResponse turn(String previous, Role role, Part part) throws Exception {
        ChatRequest request = ChatRequest.newBuilder()
                .setModel("builtin/script")
                .addMessages(ChatMessage.newBuilder().setRole(role).addParts(part))
                .setContinuation(Continuation.newBuilder().setStore(true).setPreviousResponseId(previous))
                .build();
        Map<String, String> environment =
                Map.of("PARLEY_DATA_DIR", folder.resolve("data").toString());
        try (GatewayProcess gateway = GatewayProcess.start(folder.resolve("said-" + starts++), environment);
                ParleyClient client = ParleyClient.builder()
                        .grpc("127.0.0.1:" + gateway.port())
                        .key("demo")
                        .build()) {
            return client.chat().chat(request);
        }
    }

    private static Part text(String text) {
        return Part.newBuilder().setText(Text.newBuilder().setText(text)).build();
    }

    private static Part result(ChatResponse answer, String text) {
        return Part.newBuilder()
                .setToolResult(ToolResult.newBuilder()
                        .setCallId(call(answer).getCallId())
                        .addContent(text(text)))
                .build();
    }

    private static ToolCall call(ChatResponse answer) {
        return part(answer).getToolCall();
    }

    private static Part part(ChatResponse answer) {
        return answer.getCandidates(0).getMessage().getParts(0);
    }
}
