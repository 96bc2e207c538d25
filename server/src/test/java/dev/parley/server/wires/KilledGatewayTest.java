package dev.parley.server.wires;

import dev.parley.client.ParleyClient;
import dev.parley.testkit.Effort;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("kill -9 during random admin writes loses none that was acknowledged (AD-07, AD-08, AD-10, CF-02)")
@Tag(Effort.TAG)
@Timeout(1800)
class KilledGatewayTest {
    private static final String ADMIN = "admin-of-the-test";
    private static final int KILLS = Effort.of(4, 150);
    private static final int WRITES = 50 * KILLS;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "kept in {0}")
    @ValueSource(strings = {"the store", "config.json"})
    void losesNothing_whenItIsKilled(String home) throws Exception {
        Map<String, String> environment = environment(home.equals("the store") ? "" : home);
        AdminWrites writes = new AdminWrites();
        for (int kill = 0; kill < KILLS; kill++) {
            try (GatewayProcess gateway = GatewayProcess.start(folder.resolve("said-" + kill), environment);
                    ParleyClient client = client(gateway)) {
                writes.check(client);
                var operators = writes.begin(client, WRITES / KILLS);
                gateway.kill();
                for (Thread operator : operators) {
                    operator.join();
                }
            }
        }
        try (GatewayProcess gateway = GatewayProcess.start(folder.resolve("said"), environment);
                ParleyClient client = client(gateway)) {
            writes.check(client);
        }
    }

    private Map<String, String> environment(String file) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PARLEY_DATA_DIR",
                folder.resolve("data").toString(),
                "PARLEY_ACCESS_ADMIN_KEY",
                ADMIN,
                "PARLEY_ADMIN_PROVIDER",
                "deepseek",
                "PARLEY_PROVIDERS_DEEPSEEK_TYPE",
                "deepseek"));
        if (!file.isEmpty()) {
            environment.put("PARLEY_ADMIN_CONFIG_FILE", folder.resolve(file).toString());
        }
        return environment;
    }

    private static ParleyClient client(GatewayProcess gateway) throws Exception {
        return ParleyClient.builder()
                .rest("http://127.0.0.1:" + gateway.port())
                .key(ADMIN)
                .build();
    }
}
