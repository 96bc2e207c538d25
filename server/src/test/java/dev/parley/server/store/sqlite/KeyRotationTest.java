package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.store.KeptTurn;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRotationTest {
    private static final ManagedConfig CONFIG = Configs.full("secret");
    private static final KeptTurn TURN = KeptTurnsTest.turn("a", "", Instant.EPOCH, "item");

    @TempDir
    private Path path;

    private Folder folder;
    private DataKey old;

    @BeforeEach
    void keepSomething() {
        folder = new Folder(path);
        keep(Map.of());
        old = KeyringSource.ofFile(folder.key()).keys().getFirst();
    }

    @Test
    void leavesNothingThatTheOldKeyOpens() {
        KeyRotation.run(path, Map.of());
        assertThat(load(Map.of())).isEqualTo(CONFIG);
        assertThat(KeyringSource.ofFile(folder.key()).keys()).hasSize(1).doesNotContain(old);
        KeyringSource.write(folder.key(), KeyringSource.read(old.text(), "a test"));
        assertThatThrownBy(() -> load(Map.of())).hasMessageContaining("is not the one");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void leavesStoreThatOpens_whereverItIsInterrupted(int step) {
        AtomicInteger steps = new AtomicInteger();
        assertThatThrownBy(() -> KeyRotation.run(folder, Map.of(), () -> {
                    if (steps.incrementAndGet() == step) {
                        throw new IllegalStateException("interrupted");
                    }
                }))
                .hasMessage("interrupted");
        assertThat(load(Map.of())).isEqualTo(CONFIG);
        KeyRotation.run(path, Map.of());
        assertThat(load(Map.of())).isEqualTo(CONFIG);
        assertThat(KeyringSource.ofFile(folder.key()).keys()).hasSize(1).doesNotContain(old);
    }

    @Test
    void takesFirstKeyOfVariable() {
        String next = DataKey.random().text();
        KeyRotation.run(path, Map.of(KeyringSource.VARIABLE, next + "," + old.text()));
        assertThat(load(Map.of(KeyringSource.VARIABLE, next))).isEqualTo(CONFIG);
    }

    @Test
    void refuses_whenVariableHoldsOneKey() {
        assertThatThrownBy(() -> KeyRotation.run(path, Map.of(KeyringSource.VARIABLE, old.text())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("PARLEY_STORE_KEY holds one key");
    }

    @Test
    void refuses_whileStoreIsOpen() throws Exception {
        String before = Files.readString(folder.key());
        try (SqliteStore store = SqliteStore.open(path, Map.of())) {
            assertThatThrownBy(() -> KeyRotation.run(path, Map.of())).hasMessageContaining("is held by");
            assertThat(store.config().load()).isEqualTo(CONFIG);
        }
        assertThat(folder.key()).hasContent(before);
    }

    @Test
    void refuses_whenThereIsNoStore() {
        Path other = path.resolve("other");
        assertThatThrownBy(() -> KeyRotation.run(other, Map.of())).hasMessageContaining("no store in " + other);
        assertThat(other).doesNotExist();
    }

    private void keep(Map<String, String> environment) {
        try (SqliteStore store = SqliteStore.open(path, environment)) {
            store.config().save(ManagedConfig.EMPTY, CONFIG);
            store.turns().keep(TURN, TURN.created(), TURN.bytes());
        }
    }

    private ManagedConfig load(Map<String, String> environment) {
        try (SqliteStore store = SqliteStore.open(path, environment)) {
            assertThat(store.turns().find(TURN.id(), TURN.owner(), TURN.created()))
                    .hasValueSatisfying(turn -> assertThat(turn.answer()).isEqualTo(TURN.answer()));
            return store.config().load();
        }
    }
}
