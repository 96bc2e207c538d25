package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.store.Documents.Change;
import dev.parley.server.store.Documents.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
    @TempDir
    private Path path;

    @Test
    @DisplayName("MA-50: what was changed is there after a restart, in the order in which it first came")
    void keepsWhatWasChanged() {
        change(put("b", "1"), put("a", "2"), put("c", "3"));
        change(put("b", "4"), put("c", null), put("never", null));
        try (SqliteStore store = open()) {
            assertThat(store.documents().all(Kind.MODEL)).containsExactly(Map.entry("b", "4"), Map.entry("a", "2"));
            assertThat(store.documents().all(Kind.MODEL_GROUP)).isEmpty();
        }
    }

    @Test
    void opensAfterRotation() {
        change(put("a", "kept"), new Change(Kind.CREDENTIAL, "a", "secret"));
        KeyRotation.run(path, Map.of());
        try (SqliteStore store = open()) {
            assertThat(store.documents().all(Kind.MODEL)).containsExactly(Map.entry("a", "kept"));
            assertThat(store.documents().all(Kind.CREDENTIAL)).containsExactly(Map.entry("a", "secret"));
        }
    }

    private static Change put(String id, @Nullable String text) {
        return new Change(Kind.MODEL, id, text);
    }

    private void change(Change... changes) {
        try (SqliteStore store = open()) {
            store.documents().apply(List.of(changes));
        }
    }

    private SqliteStore open() {
        return SqliteStore.open(path, Map.of());
    }
}
