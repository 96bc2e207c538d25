package dev.parley.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("MA-30: the table of settings that may be shown")
class RuntimeSettingsTableTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PARLEY_PROVIDERS_UP_TYPE", "openai",
            "PARLEY_PROVIDERS_UP_BASE_URL", "http://127.0.0.1:9/v1",
            "PARLEY_PROVIDERS_UP_API_KEYS", "secret-of-ann",
            "PARLEY_ACCESS_ADMIN_KEY", "secret-of-bob");

    private static final Settings SETTINGS = SettingsLoader.load(new SettingsLoader.Request(
                    ENVIRONMENT, null, List.of("puter"), Map.of("profiles.puter.api-keys", "k")))
            .settings();

    static List<RuntimeSettings.Row> table() {
        return RuntimeSettings.table();
    }

    @ParameterizedTest
    @MethodSource("table")
    void namesSettingsThatThereAre(RuntimeSettings.Row row) {
        assertThat(SettingValues.of(SETTINGS).names())
                .anyMatch(name -> RuntimeSettings.effect(name).equals(Optional.of(row.effect()))
                        && name.toString()
                                .matches(row.pattern().replace(".", "\\.").replace("*", "[^.]+")));
    }

    @ParameterizedTest
    @MethodSource("table")
    @DisplayName("docs/runtime-settings.md says what each does")
    void isDocumented(RuntimeSettings.Row row) throws Exception {
        Path page = Path.of("../docs/runtime-settings.md");
        String effect = row.effect() == RuntimeSettings.Effect.AT_ONCE ? "at once" : "restart";
        assertThat(Files.readAllLines(page))
                .anyMatch(line -> line.startsWith("| `" + row.pattern() + "` | " + effect + " |"));
    }

    @Test
    @DisplayName("SEC-01: no secret is shown, whatever its place")
    void masksByType() {
        SettingValues values = SettingValues.of(SETTINGS);
        assertThat(values.names())
                .allSatisfy(name -> assertThat(String.valueOf(RuntimeSettings.show(values.get(name))))
                        .doesNotContain("secret-of"));
        assertThat(RuntimeSettings.show(values.get(new SettingName(List.of("access", "admin-key")))))
                .isEqualTo("***");
        assertThat(RuntimeSettings.show(values.get(new SettingName(List.of("access", "management-key")))))
                .isEqualTo("");
    }
}
