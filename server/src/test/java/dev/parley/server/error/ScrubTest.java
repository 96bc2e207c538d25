package dev.parley.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("E-ERR-2, SEC-01: upstream messages without secrets")
class ScrubTest {
    private static final String SECRET = "Zq7".repeat(12);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key provided: %s. See the documentation.",
                "Incorrect API key provided: sk-%s.",
                "Authorization: Bearer %s",
                "key sk-proj-%s is revoked",
                "GET /v1beta?key=%s failed",
                "api_key=%s",
                "account %s@example.com is suspended",
                "organization org-%s has no access",
                "token %s is unknown",
                "session eyJ%s.eyJ9.x",
            })
    void masksWhatLooksLikeASecret(String message) {
        assertThat(Scrub.message(message.formatted(SECRET)))
                .doesNotContain(SECRET)
                .contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This model's maximum context length is 128000 tokens, you asked for 130001.",
                "The model `meta-llama/Llama-3.3-70B-Instruct-Turbo-Free` does not exist.",
                "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
                "Rate limit reached, see https://example.com/docs/rate-limits and retry in 1.2s.",
                "Invalid API key.",
                "an org-wide and project-wide basic limit",
            })
    void keepsTheRest(String message) {
        assertThat(Scrub.message(message)).isEqualTo(message);
    }

    @Test
    void cutsLongMessages_atAWholeCharacter() {
        assertThat(Scrub.message("a b".repeat(5_000))).hasSize(2049).endsWith("…");
        assertThat(Scrub.message("x" + "😀".repeat(2_000))).hasSize(2048).endsWith("😀…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one two ", "Bearer 1234567890123456789012345678901234567890 "})
    @DisplayName("a secret that is cut with its message shows no half, wherever that is")
    void showsNoHalfOfASecret(String before) {
        String secret = "secret-of-ann";
        for (int at = 0; at < 10_000; at++) {
            String text =
                    before.repeat(10_000 / before.length() + 1).substring(0, at) + secret + " and more".repeat(600);
            ChatException failure =
                    ChatException.invalid("", Scrub.message(text)).without(secret);
            assertThat(failure.error().getMessage()).as("secret at %d", at).doesNotContain("secr");
        }
    }
}
