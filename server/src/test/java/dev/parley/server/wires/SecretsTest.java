package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.cli.ParleyCommand;
import dev.parley.testkit.FakeUpstream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SEC-01: canaries planted in every secret setting are seen nowhere")
class SecretsTest {
    private static final String CANARY = "canary" + System.nanoTime();

    @TempDir
    private static Path data;

    @Test
    void showsNoSecret() throws Exception {
        PrintStream realErr = System.err;
        PrintStream realOut = System.out;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            seen.writeBytes(everything().getBytes(StandardCharsets.UTF_8));
        } finally {
            System.setErr(realErr);
            System.setOut(realOut);
        }
        assertThat(seen.toString(StandardCharsets.UTF_8)).contains("***").doesNotContain(CANARY);
    }

    /** What a gateway says in good and bad times, with its settings printed. */
    private static String everything() throws Exception {
        StringBuilder all = new StringBuilder();
        try (FakeUpstream upstream = FakeUpstream.lax(request -> Hosts.error(
                request.body().contains("limit") ? 429 : 401,
                "bad key " + request.key() + " Bearer " + request.key()))) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "PARLEY_SERVER_PORT",
                    "0",
                    "PARLEY_DATA_DIR",
                    data.toString(),
                    "PARLEY_LOG_LEVEL",
                    "debug",
                    "PARLEY_ACCESS_API_KEYS",
                    CANARY + "-caller",
                    "PARLEY_ACCESS_ADMIN_KEY",
                    CANARY + "-admin",
                    "PARLEY_ACCESS_MANAGEMENT_KEY",
                    CANARY + "-management",
                    "PARLEY_PROVIDERS_UP_TYPE",
                    "openai",
                    "PARLEY_PROVIDERS_UP_BASE_URL",
                    upstream.url(),
                    "PARLEY_PROVIDERS_UP_API_KEYS",
                    CANARY + "-host-1," + CANARY + "-host-2",
                    "PARLEY_PROVIDERS_UP_MODELS",
                    "m"));
            var loaded = Gateway.loaded(List.of(), environment);
            all.append(loaded.settings());
            ByteArrayOutputStream explained = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(explained, true, StandardCharsets.UTF_8);
            ParleyCommand.run(new String[] {"config", "explain"}, InputStream.nullInputStream(), out, out, environment);
            all.append(explained.toString(StandardCharsets.UTF_8));
            try (Gateway gateway = Gateway.start(loaded)) {
                String key = "Bearer " + CANARY + "-caller";
                for (String text : List.of("hi", "limit")) {
                    for (boolean stream : new boolean[] {false, true}) {
                        String body = Http.chat("up/m", stream).replace("hi", text);
                        var reply = Http.post(gateway, "/v1/chat/completions", body, "authorization", key);
                        all.append(reply.headers().map()).append(reply.body());
                    }
                }
                all.append(Http.post(gateway, "/api/v1/chat", "{\"model\":\"up/m\"}", "authorization", key)
                        .body());
                all.append(Http.post(gateway, "/v1/chat/completions", "{", "authorization", key + "x")
                        .body());
            }
        }
        return all.toString();
    }
}
