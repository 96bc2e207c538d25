package dev.parley.server.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Role;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.json.JsonValues;
import dev.parley.server.json.JsonWriter;
import dev.parley.testkit.ResponsesStreamCheck;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CLI-04: a post of the size and shape that a coding agent sends")
class CodingAgentPostTest {
    private static final byte[] BODY = JsonWriter.document(CodingAgentPostTest::body);

    private static Stream<SouthDialect> hosts() {
        return Stream.of(
                new OpenAiDialect(OpenAiStyle.STANDARD, () -> "call_1"), new ClaudeDialect(() -> "toolu_1", chat -> 7));
    }

    @Test
    void isReadInTurns() {
        assertThat(BODY.length).isBetween(35_000, 50_000);
        assertThat(read().getMessagesList().stream().map(ChatMessage::getRole))
                .containsExactly(
                        Role.ROLE_DEVELOPER,
                        Role.ROLE_DEVELOPER,
                        Role.ROLE_USER,
                        Role.ROLE_ASSISTANT,
                        Role.ROLE_TOOL,
                        Role.ROLE_ASSISTANT,
                        Role.ROLE_TOOL);
        assertThat(read().getContinuation().getInstructions()).hasSizeGreaterThan(10_000);
    }

    @ParameterizedTest
    @MethodSource("hosts")
    @DisplayName("It goes to every host; what has no place there is told, not refused")
    void goesToTheHost(SouthDialect host) {
        Drops drops = new Drops();
        byte[] written = host.writeRequest(read(), "m", true, drops);
        Map<?, ?> body = (Map<?, ?>) Objects.requireNonNull(JsonValues.of(written));
        assertThat((List<?>) body.get("tools")).hasSize(14);
        assertThat(new String(written, UTF_8)).contains("mcp__files__read", "apply_patch", "*** Begin Patch");
        assertThat(drops.paths()).contains("extensions.client_metadata", "tools[14].opaque");
        assertThat("thread-1".equals(body.get("prompt_cache_key")))
                .as("a host caches by the caller's key, or the caller hears that it does not")
                .isNotEqualTo(drops.paths().contains("extensions.prompt_cache_key"));
    }

    @Test
    void isRepeatedInTheAnswer() {
        String answer = new String(RequestReader.read(BODY).writeResponse(ToldCase.NOTHING), UTF_8);
        ResponsesStreamCheck.checkResponse(answer);
        assertThat(answer)
                .contains("\"type\":\"namespace\"", "\"type\":\"custom\"", "\"prompt_cache_key\":\"thread-1\"");
    }

    private static ChatRequest read() {
        ResponsesIncoming request = RequestReader.read(BODY);
        assertThat(request.stream()).isTrue();
        return request.request();
    }

    private static void body(JsonWriter out) {
        out.beginObject()
                .field("model", "m")
                .field("instructions", "You write code. ".repeat(900))
                .field("stream", true)
                .field("store", false)
                .field("parallel_tool_calls", true)
                .field("tool_choice", "auto")
                .field("prompt_cache_key", "thread-1");
        out.name("include").beginArray().value("reasoning.encrypted_content").endArray();
        out.name("reasoning")
                .beginObject()
                .field("effort", "medium")
                .field("summary", "auto")
                .endObject();
        out.name("client_metadata").beginObject().field("installation", "1").endObject();
        out.name("tools").beginArray();
        for (int i = 0; i < 11; i++) {
            function("tool_" + i, out);
        }
        out.beginObject().field("type", "custom").field("name", "apply_patch").field("description", "Edits files.");
        out.name("format").beginObject().field("type", "grammar").field("syntax", "lark");
        out.field("definition", "start: \"*** Begin Patch\"").endObject().endObject();
        out.beginObject().field("type", "namespace").field("name", "mcp__files").field("description", "Files");
        out.name("tools").beginArray();
        function("read", out);
        function("write", out);
        out.endArray().endObject();
        out.raw("{\"type\":\"web_search\",\"external_web_access\":false}").endArray();
        out.name("input").beginArray();
        items(out);
        out.endArray().endObject();
    }

    private static void function(String name, JsonWriter out) {
        out.beginObject().field("type", "function").field("name", name).field("strict", false);
        out.field("description", "What it does, at length. ".repeat(40));
        out.name("parameters")
                .raw("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}")
                .endObject();
    }

    private static void items(JsonWriter out) {
        for (String role : List.of("developer", "developer", "user")) {
            out.beginObject()
                    .field("type", "message")
                    .field("role", role)
                    .name("content")
                    .beginArray();
            out.beginObject()
                    .field("type", "input_text")
                    .field("text", "Rules of the house. ".repeat(150))
                    .endObject();
            out.endArray().endObject();
        }
        out.raw("{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"Read.\"}],"
                + "\"content\":null,\"encrypted_content\":\"gAAA\"}");
        out.raw("{\"type\":\"function_call\",\"name\":\"read\",\"namespace\":\"mcp__files\",\"arguments\":\"{}\","
                + "\"call_id\":\"call_a\"}");
        out.raw("{\"type\":\"function_call_output\",\"call_id\":\"call_a\",\"output\":\"text\"}");
        out.raw("{\"type\":\"custom_tool_call\",\"name\":\"apply_patch\",\"input\":\"*** Begin Patch\\n\","
                + "\"call_id\":\"call_b\",\"status\":\"completed\"}");
        out.raw("{\"type\":\"custom_tool_call_output\",\"call_id\":\"call_b\",\"output\":\"Done\"}");
    }
}
