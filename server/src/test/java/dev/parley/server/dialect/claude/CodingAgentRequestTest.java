package dev.parley.server.dialect.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiStyle;
import dev.parley.server.json.JsonValues;
import dev.parley.server.json.JsonWriter;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CLI-03: a request of the size and shape that a coding agent sends")
class CodingAgentRequestTest {
    private static final String MODEL = "claude-sonnet-4-5";
    private static final byte[] BODY = JsonWriter.document(CodingAgentRequestTest::body);

    @Test
    void isOfTheDescribedSize() {
        assertThat(BODY.length).isBetween(80_000, 96_000);
    }

    @Test
    void losesNothing_whenTheHostSpeaksClaude() {
        Drops drops = new Drops();
        byte[] written = ClaudeRequestWriter.write(read(), MODEL, true, drops);
        assertThat(JsonValues.of(written)).isEqualTo(JsonValues.of(BODY));
        assertThat(drops.paths()).isEmpty();
    }

    @Test
    void goesThroughWhole_whenTheHostSpeaksOpenAi() {
        Drops drops = new Drops();
        OpenAiDialect openai = new OpenAiDialect(OpenAiStyle.STANDARD, () -> "call_1");
        byte[] written = openai.writeRequest(read(), "gpt-4o", true, drops);
        Map<?, ?> body = (Map<?, ?>) Objects.requireNonNull(JsonValues.of(written));
        assertThat(body.get("messages")).asInstanceOf(list(Object.class)).hasSize(5);
        assertThat(body.get("tools")).asInstanceOf(list(Object.class)).hasSize(12);
        assertThat(written.length).isGreaterThan(75_000);
        assertThat(drops.paths())
                .contains(
                        "extensions.context_management",
                        "reasoning.budget_tokens",
                        "tools[0].extensions.defer_loading",
                        "messages[0].parts[1].cache",
                        "messages[2].parts[0].thought",
                        "messages[3].parts[1].cache");
    }

    private static ChatRequest read() {
        ClaudeRequest request = ClaudeRequestReader.read(BODY);
        assertThat(request.stream()).isTrue();
        return request.chat();
    }

    private static void body(JsonWriter out) {
        out.beginObject().field("model", MODEL).field("max_tokens", 32_000).field("stream", true);
        out.name("system").beginArray();
        for (int i = 0; i < 3; i++) {
            text(out, "You are an agent. ".repeat(500), i > 0);
        }
        out.endArray().name("messages").beginArray();
        asked(out);
        called(out);
        answered(out);
        out.endArray().name("tools").beginArray();
        for (int i = 0; i < 12; i++) {
            tool(out, i);
        }
        out.endArray().name("metadata").beginObject().field("user_id", "user_1_session_2");
        out.endObject().name("context_management").raw("""
                {"edits": [{"type": "clear_thinking_20251015", "keep": "all"}]}""");
        out.name("thinking").raw("""
                {"type": "enabled", "budget_tokens": 31999, "display": "omitted"}""");
        out.endObject();
    }

    private static void asked(JsonWriter out) {
        out.beginObject().field("role", "user").name("content").beginArray();
        for (int i = 0; i < 9; i++) {
            text(out, "<reminder> line\n\t\"quoted\" \u00e9 \u2028 ".repeat(80) + i, i == 8);
        }
        out.endArray().endObject();
    }

    private static void called(JsonWriter out) {
        out.beginObject().field("role", "assistant").name("content").raw("""
                [{"type": "thinking", "thinking": "", "signature": "RXVZQ2tnSUJCZ0lZQWg="},
                 {"type": "text", "text": "I will look."},
                 {"type": "tool_use", "id": "toolu_01", "name": "tool_0", "input": {"path": "a", "limit": 12345678901234567890}},
                 {"type": "tool_use", "id": "toolu_02", "name": "tool_1", "input": {}}]""");
        out.endObject();
    }

    private static void answered(JsonWriter out) {
        out.beginObject().field("role", "user").name("content").beginArray();
        result(out, "toolu_01", false);
        result(out, "toolu_02", true);
        out.endArray().endObject();
    }

    private static void result(JsonWriter out, String id, boolean cached) {
        out.beginObject().field("type", "tool_result").field("tool_use_id", id);
        out.field("content", "1\tline of a file\n".repeat(200)).field("is_error", false);
        cache(out, cached);
    }

    private static void tool(JsonWriter out, int number) {
        out.beginObject().field("name", "tool_" + number).field("description", "What it does. ".repeat(120));
        out.name("input_schema").raw("""
                {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "additionalProperties": false,
                 "properties": {"path": {"type": "string"}, "limit": {"type": "integer", "maximum": 9007199254740993}}}""");
        out.field("defer_loading", number % 2 == 0).endObject();
    }

    private static void text(JsonWriter out, String text, boolean cached) {
        out.beginObject().field("type", "text").field("text", text);
        cache(out, cached);
    }

    private static void cache(JsonWriter out, boolean cached) {
        if (cached) {
            out.name("cache_control").raw("""
                    {"type": "ephemeral", "ttl": "1h"}""");
        }
        out.endObject();
    }
}
