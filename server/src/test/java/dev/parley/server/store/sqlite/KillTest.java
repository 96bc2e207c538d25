package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.StoreException;
import dev.parley.testkit.Effort;
import java.nio.file.Path;
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

    @TempDir
    private Path folder;

    @Test
    void holdsLastAcknowledgedChange_orTheNext_afterEachKill() throws Exception {
        Random random = new Random();
        ManagedConfig start = ManagedConfig.EMPTY;
        for (int seed = 0; seed < KILLS; seed++) {
            int acknowledged = writeAndKill(seed, 1 + random.nextInt(30));
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
    private int writeAndKill(int seed, int changes) throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, seed)) {
            String last = child.line();
            for (int i = 0; i < changes; i++) {
                last = child.line();
            }
            List<String> rest = child.kill();
            return Integer.parseInt(rest.isEmpty() ? last : rest.getLast());
        }
    }
}
