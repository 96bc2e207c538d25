package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.Parley;
import dev.parley.server.config.Settings;
import dev.parley.server.config.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("AD-01: the admin key at the start")
class AdminKeyTest {
    private static final String LINE = "  admin key: ";

    @TempDir
    Path folder;

    @Test
    @DisplayName("Nobody set one: a random one is shown, and opens the profile's API; the default listener has none")
    void showsWhatItMadeUp() throws Exception {
        var loaded = loaded("");
        try (Parley parley = Parley.start(loaded)) {
            String key = shown(parley, loaded.settings()).orElseThrow().split(" ")[0];
            assertThat(key).hasSize(32);
            assertThat(verify(parley.port("puter"), key)).contains("The admin key is no token");
            assertThat(verify(parley.port("puter"), "admin")).contains("not valid");
            assertThat(verify(parley.port(), key)).contains("There is nothing at");
        }
    }

    @ParameterizedTest
    @CsvSource({"key-of-the-admin,", "admin,admin (anybody can guess it: for trials only)"})
    void showsNoKeyThatWasSet_exceptThatOfTrials(String key, String line) {
        var loaded = loaded(key);
        try (Parley parley = Parley.start(loaded)) {
            assertThat(shown(parley, loaded.settings())).isEqualTo(Optional.ofNullable(line));
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,0,# command line", "0.0.0.0,2,access.admin-key is a well-known word"})
    @DisplayName("--dev sets the key admin, on loopback only")
    void takesDev(String host, int code, String said) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        String[] arguments = {"config", "explain", "--dev", "--host", host};
        int ended = ParleyCommand.run(arguments, InputStream.nullInputStream(), print, print, Map.of());

        assertThat(ended).isEqualTo(code);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(said);
    }

    private SettingsLoader.Loaded loaded(String adminKey) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PARLEY_SERVER_PORT", "0",
                "PARLEY_DATA_DIR", folder.toString(),
                "PARLEY_ADMIN_PROVIDER", "ds",
                "PARLEY_PROVIDERS_DS_TYPE", "deepseek",
                "PARLEY_PROFILES_PUTER_PORT", "0",
                "PARLEY_PROFILES_PUTER_API_KEYS", "key-of-a-caller",
                "PARLEY_PROFILES_PUTER_ADMIN", "true",
                "PARLEY_ACCESS_ADMIN_KEY", adminKey));
        return Gateway.loaded(List.of("puter"), environment);
    }

    /** What the banner says of the key. */
    private static Optional<String> shown(Parley parley, Settings settings) {
        return Banner.lines(parley, settings).stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()))
                .findFirst();
    }

    private static String verify(int port, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/admin/verify"))
                .header("Authorization", "Bearer " + key)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
