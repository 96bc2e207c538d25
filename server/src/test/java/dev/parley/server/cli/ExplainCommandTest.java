package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CF-05, SEC-01: parley config explain shows each value and where it came from, but no secret")
class ExplainCommandTest {
    @TempDir
    private Path folder;

    @Test
    void masksSecrets_alsoInLists() {
        String shown = explain(Map.of(
                "PARLEY_ADMIN_CONFIG_JSON", "{\"keys\": [\"planted-1\", \"${planted-2}\"]}",
                "PARLEY_ADMIN_VERCEL_TOKEN", "planted-3",
                "PARLEY_ADMIN_VERCEL_PROJECT_ID", "prj-of-ann",
                "PARLEY_ACCESS_API_KEYS", "planted-4, planted-5",
                "PARLEY_ACCESS_ADMIN_KEY", "planted-6",
                "PARLEY_ACCESS_JWT_SECRET", "planted-7",
                "PARLEY_PROVIDERS_UP_TYPE", "deepseek",
                "PARLEY_PROVIDERS_UP_API_KEYS", "planted-8,planted-9",
                "PARLEY_PROVIDERS_UP_ACCOUNTS", "planted-10"));
        assertThat(shown).doesNotContain("planted");
        assertThat(shown)
                .containsPattern("admin\\.config-json +=\\s+\\*\\*\\* +# environment variable PARLEY_ADMIN_CONFIG_JSON")
                .containsPattern(
                        "access\\.api-keys\\[1] +=\\s+\\*\\*\\* +# environment variable PARLEY_ACCESS_API_KEYS")
                .containsPattern("admin\\.vercel\\.token +=\\s+\\*\\*\\*")
                .containsPattern("providers\\.up\\.accounts\\[0]\\.token +=\\s+\\*\\*\\*")
                .containsPattern("admin\\.vercel\\.project-id +=\\s+prj-of-ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin: {config-json: {keys: [planted]}}",
                "admin: {config-json: [planted]}",
                "admin: {config-json: 'planted ${NOT_SET}'}",
                "access: {api-keys: {planted: planted}}",
            })
    void tellsMistakesWithoutSecrets(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve("parley.yaml"), yaml);
        assertThat(explain(Map.of(), "--config", file.toString()))
                .contains("parley.yaml:1")
                .doesNotContain("planted");
    }

    private static String explain(Map<String, String> environment, String... options) {
        List<String> arguments = new ArrayList<>(List.of("config", "explain"));
        arguments.addAll(List.of(options));
        Cli explained = new Cli.Shell(environment, "").run(arguments.toArray(String[]::new));
        return explained.out() + explained.err();
    }
}
