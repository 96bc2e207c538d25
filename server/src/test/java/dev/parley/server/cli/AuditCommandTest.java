package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SEC-01, AD-06, AD-14: who changed what can be read, without secrets")
class AuditCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--grpc", "--rest"})
    void showsWhoDidWhat_newestFirst(String wire) {
        try (Gateway gateway = start()) {
            Cli.Shell shell = shell(gateway);
            shell.typing("key-of-a-team").run("keys", "add", "--key-stdin");
            shell.run("export", "-");

            List<String> lines = shell.run("audit", wire).out().lines().toList();

            assertThat(lines.getFirst()).matches("TIME +WHO +FROM +DID +TO");
            assertThat(lines.get(1)).contains("admin-key", "127.0.0.1", "config.export");
            assertThat(lines.get(2)).contains("key.add", "key-").doesNotContain("key-of-a-team");
            assertThat(lines).hasSize(3);
            assertThat(shell.run("audit", wire, "--limit", "1").out().lines()).hasSize(2);
        }
    }

    @Test
    void refusesSenselessLimits() {
        try (Gateway gateway = start()) {
            Cli done = shell(gateway).run("audit", "--limit", "-1");
            assertThat(done.code()).isEqualTo(2);
            assertThat(done.err()).contains("limit is -1 (expected: 1 to 1000)");
        }
    }

    private Gateway start() {
        return Gateway.start(
                "DATA_DIR",
                folder.toString(),
                "ACCESS_ADMIN_KEY",
                "key-of-the-admin",
                "ADMIN_PROVIDER",
                "ds",
                "PROVIDERS_DS_TYPE",
                "deepseek");
    }

    private static Cli.Shell shell(Gateway gateway) {
        return Cli.shell().with("PARLEY_URL", gateway.url()).with("PARLEY_ADMIN_KEY", "key-of-the-admin");
    }
}
