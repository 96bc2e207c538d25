package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Continuation;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.ToolResult;
import dev.parley.client.ParleyClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("RS-05: a conversation with tools goes on, though the server is killed between its turns")
@Timeout(300)
class ConversationRestartTest {
    private static final String KEY = "demo";
    private static final String MODEL = "builtin/script";
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
    private String id = "";

    @Test
    void goesOn_overGrpc() throws Exception {
        Part first = part(turn(Role.ROLE_USER, text(SCRIPT)));
        assertThat(first.getToolCall().getArgumentsJson()).isEqualTo("{\"city\":\"Paris\"}");
        Part second = part(turn(Role.ROLE_TOOL, result(first, "rain")));
        assertThat(second.getToolCall().getArgumentsJson()).isEqualTo("{\"city\":\"Rome\"}");
        Part third = part(turn(Role.ROLE_TOOL, result(second, "sun")));
        assertThat(third.getText().getText()).isEqualTo("Rain and sun.");
    }

    @Test
    @DisplayName("the same by OpenAI's own Java client")
    void goesOn_overOpenAi() throws Exception {
        Response first = turn(ResponseCreateParams.builder().input(SCRIPT));
        assertThat(first.output().getFirst().asFunctionCall().arguments()).isEqualTo("{\"city\":\"Paris\"}");
        Response second = turn(answering(first, "rain"));
        assertThat(second.output().getFirst().asFunctionCall().arguments()).isEqualTo("{\"city\":\"Rome\"}");
        Response third = turn(answering(second, "sun"));
        assertThat(third.output()
                        .getFirst()
                        .asMessage()
                        .content()
                        .getFirst()
                        .asOutputText()
                        .text())
                .isEqualTo("Rain and sun.");
    }

    /** One turn on a gateway of its own, which then is killed. */
    private ChatResponse turn(Role role, Part part) throws Exception {
        ChatRequest request = ChatRequest.newBuilder()
                .setModel(MODEL)
                .addMessages(ChatMessage.newBuilder().setRole(role).addParts(part))
                .setContinuation(Continuation.newBuilder().setStore(true).setPreviousResponseId(id))
                .build();
        try (GatewayProcess gateway = gateway();
                ParleyClient client = ParleyClient.builder()
                        .grpc("127.0.0.1:" + gateway.port())
                        .key(KEY)
                        .build()) {
            ChatResponse answer = client.chat().chat(request);
            id = answer.getId();
            return answer;
        }
    }

    private Response turn(ResponseCreateParams.Builder params) throws Exception {
        try (GatewayProcess gateway = gateway()) {
            OpenAIClient client = OpenAIOkHttpClient.builder()
                    .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
                    .apiKey(KEY)
                    .maxRetries(0)
                    .build();
            Response answer = client.responses().create(params.model(MODEL).build());
            client.close();
            return answer;
        }
    }

    private GatewayProcess gateway() throws Exception {
        return GatewayProcess.start(
                folder.resolve("said-" + starts++),
                Map.of("PARLEY_DATA_DIR", folder.resolve("data").toString()));
    }

    private static ResponseCreateParams.Builder answering(Response previous, String output) {
        return ResponseCreateParams.builder()
                .previousResponseId(previous.id())
                .inputOfResponse(
                        List.of(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                .callId(previous.output()
                                        .getFirst()
                                        .asFunctionCall()
                                        .callId())
                                .output(output)
                                .build())));
    }

    private static Part text(String text) {
        return Part.newBuilder().setText(Text.newBuilder().setText(text)).build();
    }

    private static Part result(Part call, String text) {
        return Part.newBuilder()
                .setToolResult(ToolResult.newBuilder()
                        .setCallId(call.getToolCall().getCallId())
                        .addContent(text(text)))
                .build();
    }

    private static Part part(ChatResponse answer) {
        return answer.getCandidates(0).getMessage().getParts(0);
    }
}
