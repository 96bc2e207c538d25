package dev.parley.server.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.Streams;
import dev.parley.server.error.ChatException;
import dev.parley.testkit.Answer;
import dev.parley.testkit.GeminiAnswers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeminiDialectTest {
    private static final GeminiDialect DIALECT = new GeminiDialect(() -> "made");

    @ParameterizedTest
    @MethodSource("answers")
    @DisplayName("The fake's answers say the same whole, streamed and listed")
    void readsTheFakesAnswers(Answer answer) {
        ChatResponse whole = fold(json(GeminiAnswers.whole(answer).text()));
        assertThat(fold(json(GeminiAnswers.list(answer).text()))).isEqualTo(whole);
        assertThat(Streams.fold(
                        Streams.read(DIALECT, GeminiAnswers.stream(answer).body())))
                .isEqualTo(whole);
        assertThat(whole.getUsage().getOutputTokens()).isEqualTo(Answer.OUTPUT);
    }

    static Stream<Answer> answers() {
        return Stream.of(
                Answer.text("Hello there, you"),
                Answer.text("Hello").after("A greeting."),
                Answer.calls(new Answer.Call("", "f", "{}"), new Answer.Call("", "g", "{\"a\":1}")),
                Answer.text("Hel").cut(),
                Answer.text("Hello").cached(20));
    }

    @Test
    @DisplayName("E-GEM-2: the caller hears the name that it gave the function")
    void readsTheCallersName_whenItHadToChange() throws Exception {
        ChatRequest request = request("""
                tools { function { name: "get weather" } }
                tools { function { name: "get_weather" } }""");
        String sent = new String(DIALECT.writeRequest(request, "m", false, new Drops()), UTF_8);
        assertThat(sent).contains("\"get_weather_2\"").doesNotContain("get weather");
        SouthDialect reader = DIALECT.answering(request);
        assertThat(name(reader, "get_weather_2")).isEqualTo("get weather");
        assertThat(name(reader, "get_weather")).isEqualTo("get_weather");
        assertThat(DIALECT.answering(ChatRequest.getDefaultInstance())).isSameAs(DIALECT);
    }

    @Test
    @DisplayName("GM-12: the budgets of efforts are a setting")
    void writesOtherBudgets_whenGiven() throws Exception {
        GeminiDialect other = new GeminiDialect(() -> "made", new ThinkingBudgets(1, 2, 3, 4, 5));
        ChatRequest request = request("reasoning { effort: 'medium' }");
        assertThat(new String(other.writeRequest(request, "gemini-2.5-flash", false, new Drops()), UTF_8))
                .contains("\"thinkingBudget\":3,");
    }

    @Test
    @DisplayName("E-GEM-1: references that multiply are not followed without end")
    void writesASmallSchema_whenReferencesMultiply() {
        StringBuilder defs = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            defs.append(
                    "\"d%d\":{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/d%d\"},\"b\":{\"$ref\":\"#/$defs/d%d\"}}},"
                            .formatted(i, i + 1, i + 1));
        }
        String schema = "{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + defs + "\"d40\":{\"type\":\"string\"}}}";
        GeminiSchema clean = GeminiSchema.of(schema);
        assertThat(clean.json()).hasSizeLessThan(1_000_000).doesNotContain("$ref");
        assertThat(clean.lost()).isTrue();
    }

    @Test
    @DisplayName("E-GEM-1: a schema that references make too deep goes as it stands")
    void leavesTheSchema_whenItWouldBeTooDeep() {
        StringBuilder defs = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            defs.append("\"d%d\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/d%d\"}},".formatted(i, i + 1));
        }
        String schema = "{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + defs + "\"d2000\":{\"type\":\"string\"}}}";
        assertThat(GeminiSchema.of(schema)).isEqualTo(new GeminiSchema(schema, true, false));
    }

    @Test
    void writesTheCountRequest_forBothApis() throws Exception {
        ChatRequest request =
                request("tool_choice { mode: MODE_AUTO } tools { function { name: 'f' } } sampling { seed: 1 }");
        String contents = "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]";
        assertThat(new String(GeminiCountRequest.write(request, "gemini-2.5-flash"), UTF_8))
                .startsWith("{\"generateContentRequest\":{\"model\":\"models/gemini-2.5-flash\"," + contents)
                .contains("toolConfig", "generationConfig");
        assertThat(new String(GeminiCountRequest.writeForVertex(request, "gemini-2.5-flash"), UTF_8))
                .startsWith('{' + contents)
                .doesNotContain("toolConfig");
    }

    @Test
    void readsTheCount() {
        byte[] answer = "{\"totalTokens\":31,\"promptTokensDetails\":[]}".getBytes(UTF_8);
        assertThat(GeminiTokenCount.read(answer)).isEqualTo(31);
        assertThatThrownBy(() -> GeminiTokenCount.read("{}".getBytes(UTF_8)))
                .isInstanceOf(ChatException.class)
                .hasMessageContaining("totalTokens");
    }

    @Test
    void readsModels_ofBothApis() {
        GeminiModels page = GeminiModels.read("""
                {"models":[{"name":"models/gemini-2.5-pro","displayName":"Gemini 2.5 Pro","description":"d",\
                "inputTokenLimit":1048576,"outputTokenLimit":65536,"thinking":true,"temperature":1,\
                "supportedGenerationMethods":["generateContent","countTokens"]},\
                {"name":"models/text-embedding-004","supportedGenerationMethods":["embedContent"]},{}],\
                "nextPageToken":"t"}""".getBytes(UTF_8));
        assertThat(page.nextPageToken()).isEqualTo("t");
        assertThat(page.models())
                .containsExactly(
                        new GeminiModel(
                                "gemini-2.5-pro",
                                "Gemini 2.5 Pro",
                                "d",
                                1_048_576,
                                65_536,
                                List.of("generateContent", "countTokens"),
                                true),
                        new GeminiModel("text-embedding-004", "", "", 0, 0, List.of("embedContent"), false));
        assertThat(page.models().getFirst().chats()).isTrue();
        assertThat(page.models().getLast().chats()).isFalse();
        GeminiModels vertex = GeminiModels.read("""
                {"publisherModels":[{"name":"publishers/google/models/gemini-2.5-flash"}]}""".getBytes(UTF_8));
        assertThat(vertex.models()).extracting(GeminiModel::id).containsExactly("gemini-2.5-flash");
        assertThat(vertex.models().getFirst().chats()).isTrue();
        assertThatThrownBy(() -> GeminiModels.read("{\"models\":3}".getBytes(UTF_8)))
                .isInstanceOf(ChatException.class);
    }

    private static String name(SouthDialect reader, String called) {
        String answer = """
                {"candidates":[{"content":{"parts":[{"functionCall":{"name":"%s","args":{}}}]},"finishReason":"STOP"}]}""".formatted(called);
        return Streams.fold(reader.readResponse(answer.getBytes(UTF_8)))
                .getCandidates(0)
                .getMessage()
                .getParts(0)
                .getToolCall()
                .getName();
    }

    private static ChatRequest request(String more) throws TextFormat.ParseException {
        return TextFormat.parse(
                "messages { role: ROLE_USER parts { text { text: 'Hi' } } }\n" + more, ChatRequest.class);
    }

    private static ChatResponse fold(String body) {
        return Streams.fold(DIALECT.readResponse(body.getBytes(UTF_8)));
    }

    private static String json(String reply) {
        return reply.substring(reply.indexOf("\r\n\r\n") + 4);
    }
}
