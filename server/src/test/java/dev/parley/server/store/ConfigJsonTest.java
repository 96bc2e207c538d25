package dev.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CF-03: the configuration as JSON")
class ConfigJsonTest {
    @Test
    @DisplayName("CF-03, DS-10: DS2API's file, with what it need not have")
    void readsSeedsFile() {
        ManagedConfig config = read("""
                {"keys": [" k1 ", "k2", "k1", ""],
                 "accounts": [
                   {"email": "user@example.com", "password": " pw ", "token": ""},
                   {"mobile": "+86 138-0013", "password": "pw-2", "note": {"of": ["somebody"]}},
                   {"token": "only-a-token"}, {"email": "user@example.com", "password": "another"}],
                 "claude_mapping": {"fast": "deepseek-chat", "slow": "deepseek-reasoner"},
                 "toolcall": {"mode": "x"}, "_vercel_sync_hash": "abc", "_vercel_sync_time": 1738400000}
                """);
        assertThat(config.keys()).containsExactly(Secret.of("k1"), Secret.of("k2"));
        assertThat(config.accounts())
                .containsExactly(
                        new ManagedAccount(
                                "user@example.com", "user@example.com", "", Secret.of(" pw "), Secret.of("")),
                        new ManagedAccount("+861380013", "", "+861380013", Secret.of("pw-2"), Secret.of("")),
                        new ManagedAccount("token:dca7f939c7f55c98", "", "", Secret.of(""), Secret.of("only-a-token")));
        assertThat(config.mapping()).isEqualTo(new ModelMapping("deepseek-chat", "deepseek-reasoner"));
        assertThat(config.publication()).isEqualTo(new Publication("abc", Instant.ofEpochSecond(1738400000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'claude_mapping': {'fast': 'a'}, 'claude_model_mapping': {'slow': 'b'}} | | b",
                "{'claude_model_mapping': {'slow': 'b'}, 'claude_mapping': {'fast': 'a'}} | | b",
                "{'claude_mapping': {'fast': 'a'}, 'claude_model_mapping': null} | a |",
                "{'claude_model_mapping': {'fast': ' a ', 'slow': 'b'}} | a | b",
                "{} | |"
            },
            quoteCharacter = '`',
            emptyValue = "")
    @DisplayName("CL-04: the older name of the mapping wins")
    void readsMapping(String json, String fast, String slow) {
        assertThat(read(json.replace('\'', '"')).mapping())
                .isEqualTo(new ModelMapping(fast == null ? "" : fast, slow == null ? "" : slow));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'keys': ['k1',]} | line 1, column 16",
                "{'keys': ['k1']}} | line 1, column 17",
                "{'keys': ['k1'] | line 1",
                "[] | line 1, column 1 is not an object",
                "{'keys': 'k1'} | keys at line 1, column 10 is not a list",
                "{'keys': [7001]} | keys[0] at line 1, column 11 is not a text",
                "{'accounts': [{'email': 'e', 'password': 7001}]} | accounts[0].password at line 1, column 42",
                "{'accounts': [{}]} | accounts[0] at line 1, column 15 has no email, mobile or token",
                "{'accounts': ['secret:7001']} | accounts[0] at line 1, column 15 is not an object",
                "{'_vercel_sync_time': 1e400} | _vercel_sync_time",
                "{'_vercel_sync_time': -1} | _vercel_sync_time at line 1, column 23 is not seconds",
            })
    @DisplayName("CF-02, SEC-01: a broken one is refused with its place, and without any value")
    void refuses(String json, String part) {
        ChatException e = catchThrowableOfType(ChatException.class, () -> read(json.replace('\'', '"')));
        assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST);
        assertThat(e.error().getMessage()).contains(part).doesNotContain("7001");
    }

    @Test
    @DisplayName("AD-14: what is written reads as the same, whatever stands in it")
    void survivesRoundTrip() {
        Random random = new Random(14);
        for (int i = 0; i < 1000; i++) {
            ManagedConfig config = RandomConfigs.next(random);
            byte[] json = ConfigJson.write(config);
            assertThat(ConfigJson.read(json)).as("configuration %d", i).isEqualTo(config);
            assertThat(ConfigJson.write(ConfigJson.read(json))).isEqualTo(json);
        }
    }

    @Test
    void writesCompactly() {
        ManagedConfig config = read("{\"accounts\": [{\"email\": \"e\", \"password\": \"p\"}], \"keys\": [\"k\"]}");
        assertThat(new String(ConfigJson.write(config), StandardCharsets.UTF_8))
                .isEqualTo("{\"keys\":[\"k\"],\"accounts\":[{\"email\":\"e\",\"password\":\"p\"}]}");
    }

    private static ManagedConfig read(String json) {
        return ConfigJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
