package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.json.JsonValues;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CL-12: the request to count tokens")
class ClaudeCountRequestTest {
    private static final String COUNTED = """
            "system": "s", "messages": [{"role": "user", "content": "hi"}], "tool_choice": {"type": "auto"},
            "tools": [{"name": "f", "input_schema": {"type": "object", "maximum": 12345678901234567890}}],
            "thinking": {"type": "enabled", "budget_tokens": 1024}, "speed": "fast", "compaction": {"type": "auto"},
            "context_management": {"edits": []}, "mcp_servers": [], "billing_policy": {"type": "a"}}""";

    @Test
    void isTheBodyThatWasRead_whenItCameWithoutLength() {
        String body = "{\"model\": \"m\", " + COUNTED;
        assertThat(written(body)).isEqualTo(JsonValues.of(body));
    }

    @Test
    void leavesOutWhatOnlyAnswersNeed() {
        String more = """
                {"model": "m", "max_tokens": 9000, "top_p": 0.99, "stream": true, "stop_sequences": ["a"],
                 "metadata": {"user_id": "u"}, "service_tier": "auto", "container": {},\s""";
        assertThat(written(more + COUNTED)).isEqualTo(JsonValues.of("{\"model\": \"m\", " + COUNTED));
    }

    private static Object written(String body) {
        ChatRequest chat = ClaudeRequestReader.read(body.getBytes(UTF_8)).chat();
        return Objects.requireNonNull(JsonValues.of(ClaudeCountRequest.write(chat, "m")));
    }
}
