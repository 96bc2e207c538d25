package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.store.Documents.Kind;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.StoreException;
import dev.parley.server.store.sqlite.ChildProcess.Deed;
import dev.parley.testkit.Effort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(Effort.TAG)
@DisplayName("kill -9 loses nothing that was acknowledged")
class KillTest {
    private static final int KILLS = Effort.of(4, 300);
    private static final int OLD_STORES = 20;

    @TempDir
    private Path folder;

    @Test
    void holdsLastAcknowledgedChange_orTheNext_afterEachKill() throws Exception {
        Random random = new Random();
        ManagedConfig start = ManagedConfig.EMPTY;
        for (int seed = 0; seed < KILLS; seed++) {
            int acknowledged = writeAndKill(seed, 1 + random.nextInt(30), Deed.CONFIGURATIONS);
            try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
                ManagedConfig kept = store.config().load();
                assertThat(kept)
                        .as("round %d, killed after %d", seed, acknowledged)
                        .isIn(
                                ChildProcess.config(start, seed, acknowledged),
                                ChildProcess.config(start, seed, acknowledged + 1));
                start = kept;
            }
        }
    }

    @Test
    @DisplayName("nor of credentials, each with its mark, while the log is put into the file now and then")
    void holdsLastAcknowledgedUpload_orTheNext_afterEachKill() throws Exception {
        Random random = new Random();
        for (int seed = 0; seed < Effort.of(2, 100); seed++) {
            int acknowledged = writeAndKill(seed, 1 + random.nextInt(150), Deed.UPLOADS);
            try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
                int kept = Uploaded.last(store);
                assertThat(kept).isBetween(acknowledged, acknowledged + 1);
                assertThat(store.documents().all(Kind.CREDENTIAL)).isEqualTo(Uploaded.after(kept));
            }
        }
    }

    @Test
    @DisplayName("nor of what a store of an older form holds, while it is brought to today's")
    void keepsAll_whenKilledDuringAMigration() throws Exception {
        Random random = new Random();
        ManagedConfig config = Configs.full("secret");
        for (int round = 0; round < Effort.of(1, 50); round++) {
            Path olds = Files.createDirectory(folder.resolve("round-" + round));
            for (int i = 1; i <= OLD_STORES; i++) {
                makeOld(olds.resolve(Integer.toString(i)), config);
            }
            try (ChildProcess child = ChildProcess.start(olds, 0, Deed.MIGRATIONS)) {
                int opened = random.nextInt(OLD_STORES - 1);
                for (int i = 0; i <= opened; i++) {
                    child.line();
                }
                child.kill();
            }
            for (int i = 1; i <= OLD_STORES; i++) {
                try (SqliteStore store = SqliteStore.open(olds.resolve(Integer.toString(i)), Map.of())) {
                    assertThat(store.config().load()).as("store %d", i).isEqualTo(config);
                    Uploaded.put(store, 1);
                }
            }
        }
    }

    /** A store with this configuration, as the first Parley made it. */
    private static void makeOld(Path path, ManagedConfig config) throws Exception {
        try (SqliteStore store = SqliteStore.open(path, Map.of())) {
            store.config().save(ManagedConfig.EMPTY, config);
        }
        String first = Sql.resource("001-first.sql");
        try (Connection connection = Database.read(new Folder(path).database())) {
            List<String> tables = Sql.query(
                    connection, row -> row.getString(1), "SELECT name FROM sqlite_schema WHERE type = 'table'");
            for (String table : tables) {
                if (!first.contains("CREATE TABLE " + table + " ")) {
                    Sql.run(connection, "DROP TABLE " + table);
                }
            }
            Sql.run(connection, "PRAGMA user_version = 1");
        }
    }

    @Test
    void namesHolder_whenAnotherProcessHasTheFolder() throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, 1)) {
            assertThat(child.line()).isEqualTo("open");
            assertThatThrownBy(() -> SqliteStore.open(folder, Map.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("process " + child.pid() + " on ")
                    .hasMessageContaining(" since ")
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("data.dir or --data");
            child.kill();
        }
        SqliteStore.open(folder, Map.of()).close();
    }

    @Test
    void keepsOtherProcessesOut_afterThisOneTriedTwice() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
            assertThatThrownBy(() -> SqliteStore.open(folder.resolve("../" + folder.getFileName()), Map.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            try (ChildProcess child = ChildProcess.start(folder, 1)) {
                assertThat(child.line())
                        .contains("StoreException")
                        .contains("process " + ProcessHandle.current().pid());
            }
            assertThat(store.config().load()).isEqualTo(ManagedConfig.EMPTY);
        }
    }

    /** Returns how many changes it was told are kept. */
    private int writeAndKill(int seed, int changes, Deed deed) throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, seed, deed)) {
            String last = child.line();
            for (int i = 0; i < changes; i++) {
                last = child.line();
            }
            List<String> rest = child.kill();
            return Integer.parseInt(rest.isEmpty() ? last : rest.getLast());
        }
    }
}
