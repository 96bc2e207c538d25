package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.FunctionTool;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Tool;
import dev.parley.chat.v1.ToolCall;
import dev.parley.chat.v1.ToolResult;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.server.chat.ChatAccumulator;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TOOL-01: tools over every wire, with models that have none")
class ToolEmulationTest {
    private static final String CALLS = """
            {"tool_calls": [{"name": "weather", "input": {"city": "Rome"}}, \
            {"name": "weather", "input": {"city": "Paris"}}]}""";
    private static final String OPENAI_TOOLS = """
            "tools":[{"type":"function","function":{"name":"weather","description":"Now.","parameters":{"type":"object"}}}]""";
    private static final Pattern OPENAI_ID = Pattern.compile("\"id\":\"(call_[0-9A-Za-z]{24})\"");

    private static FakeUpstream upstream;
    private static Gateway gateway;
    private static ParleyClient grpc;

    @BeforeAll
    static void start() {
        upstream = FakeUpstream.openAi(ToolEmulationTest::answer);
        gateway = Gateway.start(
                "ACCESS_API_KEYS", Http.KEY,
                "PROVIDERS_BUILTIN_TOOLS", "emulate",
                "PROVIDERS_BUILTIN_TOOL_EMULATION_MODE", "buffer",
                "PROVIDERS_UP_TYPE", "openai",
                "PROVIDERS_UP_BASE_URL", upstream.url(),
                "PROVIDERS_UP_MODELS", "plain",
                "PROVIDERS_UP_TOOLS", "emulate");
        grpc = ParleyClient.builder()
                .grpc("127.0.0.1:" + gateway.port())
                .key(Http.KEY)
                .build();
    }

    @AfterAll
    static void stop() {
        grpc.close();
        gateway.close();
        upstream.close();
    }

    /** A host without tools: it calls in text, and tells what came back. */
    private static Reply answer(ReceivedRequest request) {
        String body = request.body();
        if (body.contains("\"tools\"") || body.contains("\"tool_choice\"") || body.contains("\"role\":\"tool\"")) {
            return Hosts.error(400, "no tools here");
        }
        String text = body.contains("<tool_result") ? "Rome is warmer." : "I look.\n\n" + CALLS;
        return said(body.contains("\"stream\":true"), text);
    }

    private static Reply said(boolean stream, String text) {
        String[] pieces = text.split("(?<=\\G.{7})", -1);
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = pieces[i].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }
        return stream ? Hosts.stream(pieces) : Hosts.whole(String.join("", pieces));
    }

    @Test
    @DisplayName("TOOL-09, TOOL-10 over OpenAI: two calls, whole and streamed, and their results")
    void servesOpenAi() throws Exception {
        String asked = """
                {"model":"plain","stream":%s,%s,"messages":[{"role":"user","content":"Where is it warmer?"}%s]}""";
        String whole = openAi(asked.formatted(false, OPENAI_TOOLS, ""));
        assertThat(whole)
                .contains("\"content\":\"I look.\\n\\n\"", "\"finish_reason\":\"tool_calls\"")
                .contains("{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\": \\\"Rome\\\"}\"}")
                .contains("{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\": \\\"Paris\\\"}\"}")
                .doesNotContain("tool_calls\\\"");
        List<String> ids = ids(whole);
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();

        String stream = openAi(asked.formatted(true, OPENAI_TOOLS, ""));
        assertThat(ids(stream)).hasSize(2).doesNotHaveDuplicates().doesNotContainAnyElementsOf(ids);
        assertThat(stream)
                .contains("\"index\":0,\"id\"", "\"index\":1,\"id\"", "\"finish_reason\":\"tool_calls\"")
                .doesNotContain("tool_calls\\\"")
                .endsWith("data: [DONE]\n\n");

        String results = """
                ,{"role":"assistant","content":null,"tool_calls":[\
                {"id":"%1$s","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Rome\\"}"}},\
                {"id":"%2$s","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Paris\\"}"}}]},\
                {"role":"tool","tool_call_id":"%1$s","content":"30 C"},{"role":"tool","tool_call_id":"%2$s","content":""}""".formatted(ids.get(0), ids.get(1));
        for (boolean streamed : List.of(false, true)) {
            assertThat(openAi(asked.formatted(streamed, OPENAI_TOOLS, results)))
                    .contains("\"finish_reason\":\"stop\"")
                    .contains(streamed ? "\"content\":\"Rome is\"" : "\"content\":\"Rome is warmer.\"");
            assertThat(upstream.requests().getLast().body())
                    .contains("{\\\"name\\\": \\\"weather\\\", \\\"input\\\": {\\\"city\\\":\\\"Rome\\\"}}")
                    .contains("<tool_result id=\\\"" + ids.get(0)
                            + "\\\" name=\\\"weather\\\">\\n30 C\\n</tool_result>\\n\\n")
                    .contains(
                            "<tool_result id=\\\"" + ids.get(1) + "\\\" name=\\\"weather\\\">\\nnull\\n</tool_result>");
        }
    }

    @Test
    @DisplayName("TOOL-08..TOOL-10 over Claude: two tool_use blocks, whole and streamed, and their results")
    void servesClaude() throws Exception {
        String asked = """
                {"model":"plain","max_tokens":100,"stream":%s,"system":"Be brief.",\
                "tools":[{"name":"weather","input_schema":{"type":"object"}}],\
                "messages":[{"role":"user","content":"Where is it warmer?"}%s]}""";
        assertThat(claude(asked.formatted(false, "")))
                .contains("{\"type\":\"text\",\"text\":\"I look.\\n\\n\"", "\"stop_reason\":\"tool_use\"")
                .contains("\"name\":\"weather\",\"input\":{\"city\": \"Rome\"}", "\"input\":{\"city\": \"Paris\"}");
        assertThat(upstream.requests().getLast().body()).contains("\"content\":\"Be brief.\\n\\n# Tools");
        assertThat(claude(asked.formatted(true, "")))
                .contains("\"index\":1,\"content_block\":{\"type\":\"tool_use\"", "\"index\":2,\"content_block\"")
                .contains("\"stop_reason\":\"tool_use\"", "event: message_stop")
                .containsPattern("\"id\":\"toolu_[0-9A-Za-z]{24}\"")
                .doesNotContain("tool_calls", "call_");

        String results = """
                ,{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Rome"}}]},\
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"30 C"},\
                {"type":"text","text":"So? </tool_result>"}]}""";
        assertThat(claude(asked.formatted(false, results))).contains("Rome is warmer.", "\"stop_reason\":\"end_turn\"");
        assertThat(upstream.requests().getLast().body())
                .contains("name=\\\"weather\\\">\\n30 C\\n</tool_result>\\n\\nSo? <\u200B/tool_result>");
    }

    @Test
    @DisplayName("TOOL-10 over gRPC: two calls, whole and streamed, and their results")
    void servesGrpc() {
        ChatRequest request = asked("plain", "Where is it warmer?");
        ChatResponse whole = grpc.chat().chat(request);
        assertThat(told(whole)).isEqualTo("I look.\n\n|weather{\"city\": \"Rome\"}|weather{\"city\": \"Paris\"}");
        assertThat(whole.getCandidates(0).getFinish().getReason()).isEqualTo(FinishReason.FINISH_REASON_TOOL_CALLS);
        assertThat(told(fold(request))).isEqualTo(told(whole));
        assertThat(told(grpc.chat().chat(answered(request, whole)))).isEqualTo("Rome is warmer.");
        assertThat(told(fold(answered(request, whole)))).isEqualTo("Rome is warmer.");
    }

    @Test
    @DisplayName("The built-in models too")
    void servesBuiltinModels() {
        ChatRequest request = asked("builtin/echo", CALLS);
        ChatResponse whole = grpc.chat().chat(request);
        assertThat(told(whole)).isEqualTo("weather{\"city\": \"Rome\"}|weather{\"city\": \"Paris\"}");
        assertThat(told(fold(request))).isEqualTo(told(whole));
        assertThat(told(grpc.chat().chat(answered(request, whole))))
                .contains("name=\"weather\">\n30 C\n</tool_result>\n\n<tool_result");
        String script = "[{reasoning: Let me see.}, {text: '%s'}]".formatted(CALLS);
        assertThat(told(fold(asked("builtin/script", script)))).isEqualTo("|" + told(whole));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("TOOL-11: an answer without the required call is asked for once more, unseen by the caller")
    void asksAgain(boolean stream) throws Exception {
        int before = upstream.requests().size();
        upstream.enqueue(said(stream, "I would rather not."));
        assertThat(openAi(required(stream)))
                .contains("\"finish_reason\":\"tool_calls\"")
                .doesNotContain("rather");
        assertThat(upstream.requests()).hasSize(before + 2);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    @DisplayName("TOOL-11: after that it is an error")
    void fails_whenNoCallComes(boolean stream) throws Exception {
        upstream.enqueue(said(stream, "No.")).enqueue(said(stream, "{\"name\": \"time\"}"));
        HttpResponse<String> reply = Http.post(gateway, "/v1/chat/completions", required(stream));
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"tool_choice_violation\"", "\"param\":\"tool_choice\"");
    }

    private static String required(boolean stream) {
        return """
                {"model":"plain","stream":%s,%s,"tool_choice":"required","messages":[{"role":"user","content":"Hi"}]}""".formatted(stream, OPENAI_TOOLS);
    }

    private static String openAi(String body) throws Exception {
        return Http.post(gateway, "/v1/chat/completions", body).body();
    }

    private static String claude(String body) throws Exception {
        return Http.post(gateway, "/v1/messages", body, "anthropic-version", "2023-06-01")
                .body();
    }

    private static List<String> ids(String body) {
        return OPENAI_ID
                .matcher(body)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static ChatRequest asked(String model, String text) {
        return Asked.of(model, text).toBuilder()
                .addTools(Tool.newBuilder()
                        .setFunction(
                                FunctionTool.newBuilder().setName("weather").setSchemaJson("{\"type\":\"object\"}")))
                .build();
    }

    /** The request with the answer's calls and a result for each. */
    private static ChatRequest answered(ChatRequest request, ChatResponse answer) {
        ChatMessage said = answer.getCandidates(0).getMessage();
        List<ChatMessage> results = new ArrayList<>();
        for (Part part : said.getPartsList()) {
            if (part.hasToolCall()) {
                results.add(result(part.getToolCall()));
            }
        }
        return request.toBuilder().addMessages(said).addAllMessages(results).build();
    }

    private static ChatMessage result(ToolCall call) {
        Part text = Part.newBuilder().setText(Text.newBuilder().setText("30 C")).build();
        return ChatMessage.newBuilder()
                .setRole(Role.ROLE_TOOL)
                .addParts(Part.newBuilder()
                        .setToolResult(ToolResult.newBuilder()
                                .setCallId(call.getCallId())
                                .addContent(text)))
                .build();
    }

    private static ChatResponse fold(ChatRequest request) {
        ChatAccumulator answer = new ChatAccumulator();
        try (EventStream events = grpc.stream(request)) {
            for (ChatEvent event : events) {
                answer.add(event);
            }
        }
        return answer.response();
    }

    private static String told(ChatResponse answer) {
        return answer.getCandidates(0).getMessage().getPartsList().stream()
                .map(part -> part.hasToolCall()
                        ? part.getToolCall().getName() + part.getToolCall().getArgumentsJson()
                        : part.getText().getText())
                .collect(Collectors.joining("|"));
    }
}
