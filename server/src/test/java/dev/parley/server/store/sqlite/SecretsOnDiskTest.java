package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.store.KeptTurn;
import dev.parley.server.store.ManagedConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SEC-01: planted secrets are in no byte of the folder")
class SecretsOnDiskTest {
    private static final String CANARY = "canary" + System.nanoTime();

    @TempDir
    private Path folder;

    @Test
    void holdsNoSecretInClear() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
            ManagedConfig config = Configs.full(CANARY);
            store.config().save(ManagedConfig.EMPTY, config);
            byte[] said = CANARY.getBytes(StandardCharsets.UTF_8);
            Instant now = Instant.EPOCH;
            store.turns().keep(new KeptTurn("a", "ann", now, now, "", List.of(), said, said), now, 1 << 20);
            assertThat(folder.resolve("parley.db-wal")).isNotEmptyFile();
            assertThat(files()).hasSizeGreaterThanOrEqualTo(5).noneMatch(SecretsOnDiskTest::hasCanary);
            store.config().save(config, ManagedConfig.EMPTY);
        }
        assertThat(files()).noneMatch(SecretsOnDiskTest::hasCanary);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean hasCanary(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
