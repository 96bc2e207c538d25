package dev.parley.server.dialect.puter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.Gateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("PUT-01, PUT-22: the merged driver table, as the settings have it")
class PuterDriversTest {
    @ParameterizedTest
    @CsvSource({
        "deepseek-chat, deepseek, deepseek",
        "deepseek/deepseek-r1, deepseek, deepseek",
        "some-deepseek-distill, deepseek, deepseek",
        "grok-beta, xai, xai",
        "x-ai/grok-4, xai, xai",
        "claude-3-5-sonnet-latest, claude, anthropic",
        "Claude-Sonnet-4, claude, anthropic",
        "mistral-large-latest, mistral, mistral",
        "codestral-latest, mistral, mistral",
        "ministral-8b, mistral, mistral",
        "pixtral-large, mistral, mistral",
        "devstral-small, mistral, mistral",
        "magistral-medium, mistral, mistral",
        "gemini-2.5-flash, gemini, google",
        "llama-3.1-8b-instant, groq, groq",
        "gemma2-9b-it, groq, groq",
        "groq/llama-x, groq, groq",
        "groq:llama-x, groq, groq",
        "llama3-groq-70b-tool-use, openai-completion, unknown",
        "openrouter:x-ai/grok-4, openrouter, unknown",
        "openrouter:anthropic/claude-3, openrouter, unknown",
        "togetherai:meta/llama, together-ai, unknown",
        "gpt-4, openai-completion, openai",
        "gpt-4o-mini, openai-completion, openai",
        "o1-mini, openai-completion, openai",
        "o3, openai-completion, openai",
        "o4-mini, openai-completion, openai",
        "chatgpt-4o-latest, openai-completion, openai",
        "text-embedding-3-small, openai-completion, openai",
        "gemma-3-27b, openai-completion, unknown",
        "qwen-max, openai-completion, unknown",
        "puter/grok-beta, xai, xai",
        "PUTER/groq/llama-x, groq, groq",
    })
    void choosesDriverAndOwner(String model, String driver, String owner) {
        PuterDrivers drivers = drivers(Map.of());
        assertThat(drivers.driver(model, "")).isEqualTo(driver);
        String told = drivers.owner(model, "");
        assertThat(told.isEmpty() ? "unknown" : told).isEqualTo(owner);
    }

    @Test
    @DisplayName("gemma is Google's driver's if the catalogue says that Google made it")
    void believesTheCatalogue() {
        assertThat(drivers(Map.of()).driver("gemma-3-27b", "google")).isEqualTo("gemini");
        assertThat(drivers(Map.of()).owner("gemma-3-27b", "google")).isEqualTo("google");
        assertThat(drivers(Map.of()).owner("claude-3", "somebody")).isEqualTo("anthropic");
    }

    @Test
    void obeysTheSettings() {
        PuterDrivers drivers = drivers(Map.of("model-drivers", "Grok-Beta=groq", "groq-models", "my-model"));
        assertThat(drivers.driver("grok-beta", "")).isEqualTo("groq");
        assertThat(drivers.driver("grok-2", "")).isEqualTo("xai");
        assertThat(drivers.driver("my-model", "")).isEqualTo("groq");
        assertThat(drivers.driver("llama-3.1-8b-instant", "")).isEqualTo("openai-completion");
    }

    @Test
    void namesTheSetting_thatCannotBeRead() {
        assertThatThrownBy(() -> drivers(Map.of("drivers", "a=b, c")))
                .hasMessageContaining("options.drivers holds 'c'");
    }

    private static PuterDrivers drivers(Map<String, String> changed) {
        Map<String, String> options = new HashMap<>(Gateway.settings(List.of("puter"), Map.of("AUTH_TOKEN", "t"))
                .providers()
                .get("puter")
                .options());
        options.putAll(changed);
        return PuterDrivers.of(options);
    }
}
