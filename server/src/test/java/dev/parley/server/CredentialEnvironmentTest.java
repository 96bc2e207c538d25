package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.SettingsLoader;
import dev.parley.testkit.FakeGemini;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("MA-27: credentials of the environment are in the rotation of the profile gemini, and of no other")
class CredentialEnvironmentTest {
    @TempDir
    private Path folder;

    @Test
    void joinsRotationOfProfile() throws Exception {
        try (FakeGemini host = new FakeGemini("secret-of-ann")) {
            SettingsLoader.Loaded settings = Gateway.loaded(
                    List.of("gemini"),
                    Map.of(
                            "PARLEY_SERVER_PORT", "0",
                            "PARLEY_DATA_DIR", folder.toString(),
                            "PARLEY_ACCESS_MANAGEMENT_KEY", "key-of-the-operator",
                            "PARLEY_PROFILES_GEMINI_PORT", "0",
                            "PARLEY_PROFILES_GEMINI_API_KEYS", "caller-key",
                            "PARLEY_PROFILES_GEMINI_MANAGEMENT", "true",
                            "PARLEY_PROVIDERS_GEMINI_BASE_URL", host.url(),
                            "PARLEY_PROVIDERS_OTHER_TYPE", "gemini",
                            "PARLEY_PROVIDERS_OTHER_BASE_URL", host.url()));
            Map<String, String> environment = Map.of("GCLI_CREDS_1", "{\"id\":\"ann\",\"api_key\":\"secret-of-ann\"}");
            try (Parley parley = Parley.start(settings, environment)) {
                String list = call(parley, "GET", "", "");
                assertThat(list)
                        .contains("\"id\":\"ann\",\"filename\":\"GCLI_CREDS_1\",\"provider\":\"gemini\"")
                        .doesNotContain("\"provider\":\"other\"");
                assertThat(call(parley, "GET", "/ann", "")).contains("\"source\":\"environment\"");
                assertThat(call(parley, "DELETE", "/ann", "")).contains("an environment variable GCLI_CREDS_1");
                assertThat(call(parley, "POST", "/probe", "{}")).contains("\"ok\":true");
                assertThat(call(parley, "POST", "", "{\"credentials\":{\"id\":\"bob\",\"api_key\":\"secret-of-bob\"}}"))
                        .contains("\"id\":\"bob\"");
                assertThat(call(parley, "GET", "/bob", "")).contains("\"provider\":\"gemini\"");
            }
        }
    }

    private static String call(Parley parley, String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + parley.port("gemini") + "/routes/api/management/credentials" + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .header("authorization", "Bearer key-of-the-operator")
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
