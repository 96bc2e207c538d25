package dev.parley.server.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Dialect;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("E-OTH-6, SEC-02: of a caller's headers a host sees those of its dialect alone")
class CallersHeadersTest {
    private static final Dialect CLAUDE = new Dialect() {
        @Override
        public String name() {
            return "claude";
        }

        @Override
        public List<String> keptHeaders() {
            return List.of("anthropic-beta");
        }
    };

    @Test
    void keepsTheDialectsOwn_whateverElseACallerNames() {
        ChatRequest request =
                request("claude.headers", "{\"x-api-key\":\"theirs\",\"host\":\"h\",\"anthropic-beta\":\"a,b\"}");

        assertThat(CallersHeaders.of(request, CLAUDE)).isEqualTo(Map.of("anthropic-beta", "a,b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "openai.headers", "gemini.headers"})
    void keepsNone_ofOtherExtensions(String dialect) {
        assertThat(CallersHeaders.of(request(dialect, "{\"anthropic-beta\":\"a\"}"), CLAUDE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"anthropic-beta\":\"a\\r\\nx-api-key: theirs\"}",
                "{\"anthropic-beta\":\"\"}",
                "{\"anthropic-beta\":7}",
                "{\"anthropic-beta\":",
                "nonsense"
            })
    void refusesWhatIsNoHeader(String json) {
        assertThatExceptionOfType(ChatException.class)
                .isThrownBy(() -> CallersHeaders.of(request("claude.headers", json), CLAUDE));
    }

    private static ChatRequest request(String dialect, String json) {
        return ChatRequest.newBuilder()
                .addExtensions(Extension.newBuilder().setDialect(dialect).setJson(json))
                .build();
    }
}
