package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.StoreException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
    private static final ManagedConfig CONFIG = Configs.full("secret");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path parent;

    private Path path;
    private Path backup;

    @BeforeEach
    void keepSomething() {
        path = parent.resolve("parley");
        backup = parent.resolve("backup.zip");
        save(path, ManagedConfig.EMPTY, CONFIG);
    }

    @Test
    void restoresIntoNewFolder() throws Exception {
        assertThat(Backup.write(path, Map.of(), backup, true)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(parent).isDirectoryNotContaining("glob:**parley-backup-*");
        Path other = parent.resolve("other");
        assertThat(Restore.run(other, Map.of(), backup, NOW)).isEmpty();
        assertThat(load(other)).isEqualTo(CONFIG);
        assertThat(Files.getPosixFilePermissions(other.resolve("parley.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void holdsOneMoment_whileStoreIsWritten() throws Exception {
        try (ChildProcess child = ChildProcess.start(parent.resolve("busy"), 3)) {
            assertThat(child.line()).isEqualTo("open");
            for (int i = 0; i < 20; i++) {
                child.line();
            }
            Backup.write(parent.resolve("busy"), Map.of(), backup, true);
            int after = Integer.parseInt(child.kill().getLast());
            Restore.run(parent.resolve("other"), Map.of(), backup, NOW);
            ManagedConfig restored = load(parent.resolve("other"));
            assertThat(after).isGreaterThan(20);
            assertThat(restored)
                    .isIn(IntStream.rangeClosed(20, after + 1)
                            .mapToObj(i -> ChildProcess.config(ManagedConfig.EMPTY, 3, i))
                            .toArray());
        }
    }

    @Test
    void keepsWhatWasThere_evenIfDamaged() throws Exception {
        Backup.write(path, Map.of(), backup, true);
        Files.writeString(path.resolve("parley.db"), "damaged");
        String key = Files.readString(path.resolve("key"));
        Path aside = path.resolve("replaced-20260102T030405.000Z");
        assertThat(Restore.run(path, Map.of(), backup, NOW)).isEqualTo(Optional.of(aside));
        assertThat(aside.resolve("parley.db")).hasContent("damaged");
        assertThat(aside.resolve("key")).hasContent(key);
        assertThat(load(path)).isEqualTo(CONFIG);
        assertThat(path.resolve("restoring")).doesNotExist();
    }

    @Test
    void restoresWithKeyOfFolder_whenBackupHasNone() throws Exception {
        assertThat(Backup.write(path, Map.of(), backup, false)).isFalse();
        Path other = parent.resolve("other");
        assertThatThrownBy(() -> Restore.run(other, Map.of(), backup, NOW)).hasMessageContaining("is missing");
        Restore.run(path, Map.of(), backup, NOW);
        assertThat(load(path)).isEqualTo(CONFIG);
    }

    @Test
    void refusesBackupOfAnotherKey_andChangesNothing() {
        Backup.write(path, Map.of(), backup, false);
        KeyRotation.run(path, Map.of());
        refuses("is not the one");
    }

    @Test
    void neverOverwrites() throws Exception {
        Files.writeString(backup, "precious");
        assertThatThrownBy(() -> Backup.write(path, Map.of(), backup, true))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("exists");
        assertThat(backup).hasContent("precious");
    }

    @Test
    void leavesNoFile_whenStoreIsDamaged() throws Exception {
        Files.writeString(path.resolve("parley.db"), "damaged".repeat(1000));
        assertThatThrownBy(() -> Backup.write(path, Map.of(), backup, true))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged");
        assertThat(backup).doesNotExist();
        assertThat(parent).isDirectoryNotContaining("glob:**parley-backup-*");
    }

    @Test
    void refusesToBackUpNothing() {
        assertThatThrownBy(() -> Backup.write(parent.resolve("none"), Map.of(), backup, true))
                .hasMessageContaining("no store in");
    }

    @Test
    void refusesRestore_whileStoreIsOpen() {
        Backup.write(path, Map.of(), backup, true);
        try (SqliteStore store = SqliteStore.open(path, Map.of())) {
            refuses("is held by");
            assertThat(store.config().load()).isEqualTo(CONFIG);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void refusesDamagedBackup_andChangesNothing(long seed) throws Exception {
        Backup.write(path, Map.of(), backup, true);
        byte[] bytes = Files.readAllBytes(backup);
        int header = 100;
        bytes[header + new Random(seed).nextInt(bytes.length / 2)] ^= 0x55;
        Files.write(backup, bytes);
        refuses("is damaged");
    }

    @Test
    void refusesBackupThatWasCutShort() throws Exception {
        Backup.write(path, Map.of(), backup, true);
        byte[] bytes = Files.readAllBytes(backup);
        Files.write(backup, Arrays.copyOf(bytes, bytes.length / 2));
        refuses("is damaged");
    }

    @Test
    void refusesOtherFiles() throws Exception {
        Files.writeString(backup, "no zip");
        refuses("no backup");
        try (OutputStream out = Files.newOutputStream(backup);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("../evil"));
        }
        refuses("no backup");
        Files.delete(backup);
        refuses("does not exist");
    }

    @Test
    void refusesToOpen_whenRestoreWasInterrupted() throws Exception {
        Backup.write(path, Map.of(), backup, true);
        Files.createDirectory(path.resolve("restoring"));
        Files.delete(path.resolve("parley.db"));
        assertThatThrownBy(() -> load(path)).hasMessageContaining("interrupted").hasMessageContaining("again");
        assertThat(path.resolve("parley.db")).doesNotExist();
        Restore.run(path, Map.of(), backup, NOW);
        assertThat(load(path)).isEqualTo(CONFIG);
    }

    private void refuses(String fragment) {
        assertThatThrownBy(() -> Restore.run(path, Map.of(), backup, NOW))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(fragment);
        assertThat(path.resolve("incoming")).doesNotExist();
        assertThat(path.resolve("restoring")).doesNotExist();
        assertThat(path.resolve("parley.db")).isNotEmptyFile();
        assertThat(path).isDirectoryNotContaining("glob:**replaced-*");
    }

    private static void save(Path folder, ManagedConfig before, ManagedConfig next) {
        try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
            store.config().save(before, next);
        }
    }

    private static ManagedConfig load(Path folder) {
        try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
            return store.config().load();
        }
    }
}
