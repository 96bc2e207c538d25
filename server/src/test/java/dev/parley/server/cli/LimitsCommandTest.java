package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("parley limits lists, sets and unsets what a caller key may use")
class LimitsCommandTest {
    private static final String MANAGER = "key-of-the-operator";

    private final Gateway gateway = Gateway.start(
            "ACCESS_API_KEYS",
            "key-of-ann,key-of-bob",
            "ACCESS_MANAGEMENT_KEY",
            MANAGER,
            "LIMITS_DEFAULT_KEY_1_CONCURRENT_CALLS",
            "7");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void listsThoseOfTheSettings() {
        assertThat(run("list").out().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("KEY +OPEN  TOKENS TODAY  THIS MONTH  IN ALL  LIMITS");
        assertThat(run("list").out()).containsPattern("key-\\w+ +0 +0 +0 +0 +concurrent-calls=7");
        assertThat(run("list", "--json").out()).contains("\"concurrent_calls\":7");
    }

    @Test
    void setsSome_whileOthersStay_andUnsetsThem() {
        run("set", "default-key-1", "requests-per-minute=100", "tokens-per-day=5000");
        assertThat(run("set", "default-key-1", "tokens-per-day=6000").out())
                .contains("requests-per-minute=100 concurrent-calls=7 tokens-per-day=6000");
        assertThat(run("unset", "default-key-1", "requests-per-minute").out())
                .contains("concurrent-calls=7 tokens-per-day=6000")
                .doesNotContain("requests-per-minute");
        assertThat(run("unset", "default-key-1").out().lines().toList().getLast())
                .endsWith("  concurrent-calls=7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set default-key-1 calls=1 | No limit is called 'calls' (expected: requests-per-minute, tokens-per-minute",
                "set default-key-1 tokens-per-day=many | many",
                "set default-key-1 tokens-per-day=-1 | at least 0",
                "set nobody tokens-per-day=1 | nobody",
                "set default-key-1 | LIMIT=NUMBER",
                "unset default-key-1 calls | No limit is called 'calls'",
            })
    void tellsMistakes(String arguments, String told) {
        Cli done = run(arguments.split(" "));
        assertThat(done.code()).isEqualTo(ParleyCommand.MISTAKE);
        assertThat(done.err()).contains(told);
    }

    private Cli run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "limits";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Map<String, String> environment = Map.of("PARLEY_URL", gateway.url(), "PARLEY_MANAGEMENT_KEY", MANAGER);
        return new Cli.Shell(environment, "").run(all);
    }
}
