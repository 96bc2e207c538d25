package dev.parley.server.store.sqlite;

import java.nio.file.Path;
import java.util.List;

/** What is where in the folder of a store. */
record Folder(Path path) {
    Path database() {
        return path.resolve("parley.db");
    }

    /** What SQLite has not yet put into the database; it is there while the store is open, and after an unclean end. */
    Path log() {
        return path.resolve("parley.db-wal");
    }

    Path key() {
        return path.resolve("key");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** What a restore has checked and is about to move in; there after an interrupted one. */
    Path restoring() {
        return path.resolve("restoring");
    }

    /** What a restore replaces. */
    List<Path> replaceable() {
        return List.of(database(), log(), path.resolve("parley.db-shm"));
    }
}
