package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.server.store.AuditLog;
import dev.parley.server.store.CallCounts.Counts;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("what is kept is there again")
class SqliteStoreTest {
    @TempDir
    private Path parent;

    @Test
    void isEmpty_whenNew() {
        try (SqliteStore store = open()) {
            assertThat(store.config().load()).isEqualTo(ManagedConfig.EMPTY);
            assertThat(store.config().isDurable()).isTrue();
            assertThat(store.audit().latest(10)).isEmpty();
            assertThat(store.calls().of("nobody")).isEqualTo(Counts.NONE);
        }
    }

    @Test
    void keepsEverything_overRestart() {
        ManagedConfig config = Configs.full("secret");
        AuditLog.Entry first = new AuditLog.Entry(Instant.ofEpochMilli(1), "admin", "127.0.0.1", "key.add", "key-1");
        AuditLog.Entry second = new AuditLog.Entry(Instant.ofEpochMilli(2), "admin", "", "key.delete", "key-1");
        try (SqliteStore store = open()) {
            store.config().save(ManagedConfig.EMPTY, config);
            store.audit().add(first);
            store.audit().add(second);
            store.calls().add("ann", new Counts(1, 0, 20, 30));
            store.calls().add("ann", new Counts(1, 1, 2, 3));
        }
        try (SqliteStore store = open()) {
            assertThat(store.config().load()).isEqualTo(config);
            assertThat(store.audit().latest(10)).containsExactly(second, first);
            assertThat(store.audit().latest(1)).containsExactly(second);
            store.calls().add("ann", new Counts(1, 0, 0, 0));
            assertThat(store.calls().of("ann")).isEqualTo(new Counts(3, 1, 22, 33));
        }
    }

    @Test
    void holdsEachConfiguration_afterRandomChanges() {
        Random random = new Random(7);
        try (SqliteStore store = open()) {
            ManagedConfig before = ManagedConfig.EMPTY;
            for (int i = 0; i < 200; i++) {
                ManagedConfig next = Configs.changed(before, random, i);
                store.config().save(before, next);
                assertThat(store.config().load()).as("change %d", i).isEqualTo(next);
                before = next;
            }
        }
    }

    @Test
    @DisplayName("counts are on the disk soon, without a close")
    void writesCounts_whileOpen() throws Exception {
        try (SqliteStore store = open();
                Connection other = Database.read(folder().resolve("parley.db"))) {
            store.calls().add("ann", new Counts(1, 0, 2, 3));
            await().until(() -> SqliteCallCounts.saved(other).equals(Map.of("ann", new Counts(1, 0, 2, 3))));
            store.calls().add("ann", new Counts(1, 0, 2, 3));
            await().until(() -> SqliteCallCounts.saved(other).equals(Map.of("ann", new Counts(2, 0, 4, 6))));
        }
    }

    @Test
    void servesManyVirtualThreads() {
        int threads = 3000;
        try (SqliteStore store = open()) {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, threads)
                        .forEach(i -> callers.submit(() -> store.audit()
                                .add(new AuditLog.Entry(Instant.EPOCH, "admin", "", "test", "subject-" + i))));
            }
            assertThat(store.audit().latest(threads + 1))
                    .extracting(AuditLog.Entry::subject)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, threads)
                            .mapToObj(i -> "subject-" + i)
                            .toList());
        }
    }

    @Test
    void refusesWork_whenClosed() {
        SqliteStore store = open();
        store.close();
        store.close();
        assertThatThrownBy(() -> store.config().load())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void letsNobodyElseIn() throws Exception {
        try (SqliteStore store = open()) {
            store.config().save(ManagedConfig.EMPTY, Configs.full("secret"));
            assertThat(mode(folder())).isEqualTo("rwx------");
            for (String file : List.of("parley.db", "parley.db-wal", "parley.db-shm", "key", "lock")) {
                assertThat(mode(folder().resolve(file))).as(file).isEqualTo("rw-------");
            }
        }
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private SqliteStore open() {
        return SqliteStore.open(folder(), Map.of());
    }

    private Path folder() {
        return parent.resolve("parley");
    }
}
