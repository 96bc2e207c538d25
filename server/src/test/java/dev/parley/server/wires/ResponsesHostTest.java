package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolResult;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.testkit.Answer;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import dev.parley.testkit.ResponsesAnswers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A host that is asked by the Responses API: a call of a tool, its result, and the thought that goes back")
class ResponsesHostTest {
    private static final Answer CALL = Answer.calls(new Answer.Call("call_1", "get_weather", "{\"city\":\"Rome\"}"))
            .after("I should look.");
    private static final String SEALED = "\"encrypted_content\":\"" + ResponsesAnswers.ENCRYPTED + '"';
    private static final Pattern ITEM = Pattern.compile("\\{\"id\":\"rs_fake\".*?\"encrypted_content\":\"[^\"]*\"}");

    private static FakeUpstream upstream;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        upstream = FakeUpstream.responses(ResponsesHostTest::answer);
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "gpt-5",
                "PROVIDERS_UP_OPTIONS_API",
                "responses");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @AfterEach
    void forget() {
        upstream.forget();
    }

    private static Reply answer(ReceivedRequest request) {
        boolean told = request.body().contains("function_call_output");
        return ResponsesAnswers.to(request, told ? Answer.text("Sunny in Rome.") : CALL);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("E-RSN-2 through gRPC: the signature is the proof, and ids stay")
    void keepsReasoningThroughGrpc(boolean stream) {
        ChatRequest asked = Asked.of("gpt-5", "Weather in Rome?").toBuilder()
                .addTools(Tool.newBuilder()
                        .setFunction(FunctionTool.newBuilder()
                                .setName("get_weather")
                                .setSchemaJson("{\"type\":\"object\"}")))
                .build();
        try (ParleyClient client = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(Http.KEY)
                .build()) {
            ChatMessage said = ask(client, asked, stream).getCandidates(0).getMessage();
            assertThat(said.getParts(0).getThought().getSummariesList()).containsExactly("I should look.");
            assertThat(said.getParts(0).getSignature().getValue().toStringUtf8())
                    .isEqualTo(ResponsesAnswers.ENCRYPTED);
            ChatRequest again =
                    asked.toBuilder().addMessages(said).addMessages(result()).build();
            ChatResponse answer = ask(client, again, stream);
            assertThat(answer.getCandidates(0)
                            .getMessage()
                            .getParts(0)
                            .getText()
                            .getText())
                    .isEqualTo("Sunny in Rome.");
            assertThat(answer.getServed().getDroppedList()).isEmpty();
        }
        assertThat(sent()).contains(SEALED, "\"id\":\"rs_fake\"", "\"id\":\"fc_call_1\"", "\"strict\":false");
    }

    private static ChatResponse ask(ParleyClient client, ChatRequest request, boolean stream) {
        if (!stream) {
            return client.chat().chat(request);
        }
        ChatAccumulator whole = new ChatAccumulator();
        try (EventStream events = client.stream(request)) {
            events.forEach(whole::add);
        }
        return whole.response();
    }

    private static ChatMessage result() {
        Part text =
                Part.newBuilder().setText(Text.newBuilder().setText("sunny")).build();
        return ChatMessage.newBuilder()
                .setRole(Role.ROLE_TOOL)
                .addParts(Part.newBuilder()
                        .setToolResult(
                                ToolResult.newBuilder().setCallId("call_1").addContent(text)))
                .build();
    }

    @Test
    @DisplayName("E-RSN-2 through Claude: the thinking block's signature is the proof")
    void keepsReasoningThroughClaude() throws Exception {
        String asked = """
                {"model":"gpt-5","max_tokens":100,"tools":[{"name":"get_weather","input_schema":{"type":"object"}}],\
                "messages":[{"role":"user","content":"Weather in Rome?"}%s]}""";
        String first = Http.post(gateway, "/v1/messages", asked.formatted("")).body();
        String content = first.substring(first.indexOf("\"content\":") + "\"content\":".length());
        content = content.substring(0, content.indexOf(",\"stop_reason\""));
        assertThat(content).contains("\"thinking\":\"I should look.\"", "\"type\":\"tool_use\"");
        String more = """
                ,{"role":"assistant","content":%s},{"role":"user","content":[\
                {"type":"tool_result","tool_use_id":"call_1","content":"sunny"}]}""".formatted(content);
        assertThat(Http.post(gateway, "/v1/messages", asked.formatted(more)).body())
                .contains("Sunny in Rome.");
        assertThat(sent()).contains(SEALED, "\"summary\":[{\"type\":\"summary_text\",\"text\":\"I should look.\"}]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("CLI-04 through Responses: the item goes back as it came, statelessly")
    void keepsReasoningThroughResponses(boolean stream) throws Exception {
        String asked = """
                {"model":"gpt-5","stream":%s,"store":false,"include":["reasoning.encrypted_content"],\
                "tools":[{"type":"function","name":"get_weather","parameters":{"type":"object"}}],\
                "input":[{"role":"user","content":"Weather in Rome?"}%s]}""";
        String first =
                Http.post(gateway, "/v1/responses", asked.formatted(stream, "")).body();
        Matcher item = ITEM.matcher(first.substring(first.lastIndexOf("\"output\":")));
        assertThat(item.find()).as(first).isTrue();
        String more = """
                ,%s,{"type":"function_call","id":"fc_call_1","call_id":"call_1","name":"get_weather",\
                "arguments":"{}"},{"type":"function_call_output","call_id":"call_1","output":"sunny"}""".formatted(item.group());
        assertThat(Http.post(gateway, "/v1/responses", asked.formatted(stream, more))
                        .body())
                .contains("Sunny in Rome.");
        assertThat(sent()).contains(SEALED, "\"id\":\"rs_fake\"").doesNotContain("\"strict\"");
    }

    @Test
    @DisplayName("E-OTH-2, E-FIN-3: several answers are refused, a stop sequence is kept by the gateway")
    void refusesSeveralAnswers_andKeepsStopSequences() throws Exception {
        String chat = "{\"model\":\"gpt-5\",%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        var refused = Http.post(gateway, "/v1/chat/completions", chat.formatted("\"n\":2"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("expected: 1");
        upstream.enqueue(request -> ResponsesAnswers.to(request, Answer.text("One END two")));
        var stopped = Http.post(gateway, "/v1/chat/completions", chat.formatted("\"stop\":\"END\""));
        assertThat(stopped.body()).contains("\"One \"");
        assertThat(stopped.headers().firstValue("X-Gateway-Dropped-Fields")).isEmpty();
    }

    @Test
    void refusesToStart_whenTheApiIsUnknown() {
        assertThatThrownBy(() -> Gateway.start(
                        "PROVIDERS_UP_TYPE",
                        "openai",
                        "PROVIDERS_UP_BASE_URL",
                        upstream.url(),
                        "PROVIDERS_UP_OPTIONS_API",
                        "assistants"))
                .hasMessageContaining("providers.up.options.api is 'assistants' (expected: chat or responses)");
    }

    private static String sent() {
        return upstream.requests().getLast().body();
    }
}
