package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.config.Secret;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import dev.parley.server.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandsTest {
    private static final ManagedConfig CONFIG =
            new ManagedConfig(List.of(Secret.of("secret-of-ann")), List.of(), ModelMapping.UNSET, null);

    @TempDir
    private Path parent;

    private Path data;
    private Path backup;

    /** How a command ended, and all it said. */
    private record Ended(int code, String said) {}

    @BeforeEach
    void keepSomething() {
        data = parent.resolve("data");
        backup = parent.resolve("backup.zip");
        try (SqliteStore store = SqliteStore.open(data, Map.of())) {
            store.config().save(ManagedConfig.EMPTY, CONFIG);
        }
    }

    @Test
    void bringsStoreBack_fromBackup() throws Exception {
        Ended written = run("backup", backup.toString(), "--data", data.toString());
        assertThat(written.code()).isZero();
        assertThat(written.said()).contains(data.toString(), backup.toString(), "holds the key");
        Files.writeString(data.resolve("parley.db"), "damaged");

        Ended restored = run("restore", backup.toString(), "--data", data.toString());
        assertThat(restored.code()).isZero();
        assertThat(restored.said()).contains("replaced-", backup.toString());
        assertThat(load()).isEqualTo(CONFIG);
    }

    @Test
    void leavesKeyOut_whenTold() {
        Ended written = run("backup", backup.toString(), "--without-key", "--data", data.toString());
        assertThat(written.said()).contains("does not hold the key");
    }

    @Test
    void rotatesKey() throws Exception {
        String before = Files.readString(data.resolve("key"));
        assertThat(run("rotate-key", "--data", data.toString()).code()).isZero();
        assertThat(data.resolve("key")).content().isNotEqualTo(before);
        assertThat(load()).isEqualTo(CONFIG);
    }

    @Test
    void takesFolderOfEnvironment() {
        assertThat(run(Map.of("PARLEY_DATA_DIR", data.toString()), "rotate-key").code())
                .isZero();
        Path shared = data.resolve("share");
        Ended missing = run(Map.of("XDG_DATA_HOME", shared.toString()), "rotate-key");
        assertThat(missing.said()).contains("no store in " + shared.resolve("parley"));
    }

    @Test
    void endsWithMistake_andSentence_whenStoreIsHeld() {
        try (SqliteStore store = SqliteStore.open(data, Map.of())) {
            assertThat(run("backup", backup.toString(), "--data", data.toString())
                            .code())
                    .isZero();
            for (String[] command :
                    new String[][] {{"restore", backup.toString(), "--data", ""}, {"rotate-key", "--data", ""}}) {
                command[command.length - 1] = data.toString();
                Ended ended = run(command);
                assertThat(ended.code()).isEqualTo(ParleyCommand.MISTAKE);
                assertThat(ended.said()).contains("is held by process").doesNotContain("Exception");
            }
            assertThat(store.config().load()).isEqualTo(CONFIG);
        }
    }

    private ManagedConfig load() {
        try (SqliteStore store = SqliteStore.open(data, Map.of())) {
            return store.config().load();
        }
    }

    private static Ended run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private static Ended run(Map<String, String> environment, String... arguments) {
        Cli ended = new Cli.Shell(environment, "").run(arguments);
        return new Ended(ended.code(), ended.out() + ended.err());
    }
}
