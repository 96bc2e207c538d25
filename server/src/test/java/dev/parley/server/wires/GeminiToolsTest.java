package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.ToolResult;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.Answer;
import dev.parley.testkit.FakeGemini;
import dev.parley.testkit.GeminiAnswers;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two calls of one tool and back to Gemini, which knows calls by name and place alone, by three clients")
class GeminiToolsTest {
    private static final String MODEL = "g/gemini-2.5-flash";

    private static FakeGemini host;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        host = new FakeGemini("key-1").answers(GeminiToolsTest::answer);
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_G_TYPE",
                "gemini",
                "PROVIDERS_G_BASE_URL",
                host.url(),
                "PROVIDERS_G_API_KEYS",
                "key-1");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        host.close();
    }

    @AfterEach
    void arrivesInOrder() {
        String last = host.requests().getLast().body();
        assertThat(last)
                .containsSubsequence(
                        "\"functionCall\"",
                        "Paris",
                        "\"functionCall\"",
                        "Rome",
                        "\"functionResponse\"",
                        "sunny in Paris",
                        "\"functionResponse\"",
                        "sunny in Rome");
    }

    private static Reply answer(String model, ReceivedRequest request) {
        return GeminiAnswers.to(
                request,
                request.body().contains("functionResponse")
                        ? Answer.text("Sunny in both.")
                        : Answer.calls(
                                new Answer.Call("", "get_weather", "{\"city\":\"Paris\"}"),
                                new Answer.Call("", "get_weather", "{\"city\":\"Rome\"}")));
    }

    @Test
    void openAi() {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(gateway.url() + "/v1")
                .apiKey(Http.KEY)
                .maxRetries(0)
                .build();
        ChatCompletionCreateParams.Builder turn = ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addUserMessage("Weather?")
                .addTool(ChatCompletionFunctionTool.builder()
                        .function(
                                FunctionDefinition.builder().name("get_weather").build())
                        .build());
        ChatCompletionMessage calls = said(client, turn);
        turn.addMessage(calls);
        List<String> cities = List.of("Paris", "Rome");
        for (int i = 0; i < cities.size(); i++) {
            turn.addMessage(ChatCompletionToolMessageParam.builder()
                    .toolCallId(
                            calls.toolCalls().orElseThrow().get(i).asFunction().id())
                    .content("sunny in " + cities.get(i))
                    .build());
        }
        assertThat(said(client, turn).content()).hasValue("Sunny in both.");
        client.close();
    }

    @Test
    void claude() {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(gateway.url())
                .apiKey(Http.KEY)
                .maxRetries(0)
                .build();
        MessageCreateParams.Builder turn = MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(1000)
                .addUserMessage("Weather?")
                .addTool(Tool.builder()
                        .name("get_weather")
                        .inputSchema(Tool.InputSchema.builder().build())
                        .build());
        Message calls = client.messages().create(turn.build());
        List<ToolUseBlock> uses = calls.content().stream()
                .filter(ContentBlock::isToolUse)
                .map(ContentBlock::asToolUse)
                .toList();
        turn.addMessage(calls)
                .addUserMessageOfContentBlockParams(List.of(result(uses.get(0), "Paris"), result(uses.get(1), "Rome")));
        Message end = client.messages().create(turn.build());
        assertThat(end.content().getLast().asText().text()).isEqualTo("Sunny in both.");
        client.close();
    }

    @Test
    void nativeOverGrpc() {
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(Http.KEY)
                .build()) {
            ChatRequest.Builder turn = Asked.of(MODEL, "Weather?").toBuilder();
            turn.addTools(dev.parley.chat.v1.Tool.newBuilder()
                    .setFunction(FunctionTool.newBuilder().setName("get_weather")));
            ChatMessage calls =
                    client.chat().chat(turn.build()).getCandidates(0).getMessage();
            turn.addMessages(calls)
                    .addMessages(ChatMessage.newBuilder()
                            .setRole(Role.ROLE_TOOL)
                            .addParts(result(calls.getParts(0), "Paris"))
                            .addParts(result(calls.getParts(1), "Rome")));
            ChatMessage end = client.chat().chat(turn.build()).getCandidates(0).getMessage();
            assertThat(end.getParts(0).getText().getText()).isEqualTo("Sunny in both.");
            assertThat(host.requests().getLast().body())
                    .as("E-GEM-3: signatures come back with their calls")
                    .contains("\"thoughtSignature\":\"" + Answer.SIGNATURE);
        }
    }

    private static ChatCompletionMessage said(OpenAIClient client, ChatCompletionCreateParams.Builder turn) {
        return client.chat()
                .completions()
                .create(turn.build())
                .choices()
                .getFirst()
                .message();
    }

    private static ContentBlockParam result(ToolUseBlock use, String city) {
        return ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(use.id())
                .content("sunny in " + city)
                .build());
    }

    private static Part result(Part call, String city) {
        return Part.newBuilder()
                .setToolResult(ToolResult.newBuilder()
                        .setCallId(call.getToolCall().getCallId())
                        .addContent(Part.newBuilder().setText(Text.newBuilder().setText("sunny in " + city))))
                .build();
    }
}
