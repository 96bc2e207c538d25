package dev.parley.server.store.sqlite;

import dev.parley.server.metrics.Metrics;
import dev.parley.server.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Seals all secrets of a store with another key. */
public final class KeyRotation {
    private KeyRotation() {}

    /**
     * Makes a new key, seals all secrets with it and drops the old one. If the key is in {@code PARLEY_STORE_KEY}, the
     * first there is the new one, and nothing is made. Blocks until it is done. Interrupted at any point, it leaves a
     * store that opens, and can be done again.
     *
     * @throws StoreException the folder is held, or there is no store or no other key; nothing was changed
     */
    public static void run(Path folder, Map<String, String> environment) {
        run(new Folder(folder), environment, () -> {});
    }

    /** {@code between} is called after each step. */
    static void run(Folder folder, Map<String, String> environment, Runnable between) {
        if (Files.notExists(folder.database())) {
            throw none(folder);
        }
        boolean inFile = KeyringSource.ofVariable(environment) == null;
        try (OpenStore store = OpenStore.open(folder, environment, new Metrics().storage())) {
            Keyring both = inFile ? withNew(store.keys()) : withOther(store.keys());
            if (inFile) {
                KeyringSource.write(folder.key(), both);
                between.run();
            }
            store.writer().call(connection -> {
                new ConfigRows(both).reseal(connection);
                SqliteDocuments.reseal(connection, both);
                TurnRows.reseal(connection, both);
                Canary.put(connection, both);
                return true;
            });
            between.run();
            if (inFile) {
                KeyringSource.write(
                        folder.key(), new Keyring(List.of(both.keys().getFirst()), both.origin()));
                between.run();
            }
        }
    }

    static StoreException none(Folder folder) {
        return new StoreException(
                "There is no store in %s (expected: %s; name its folder with data.dir or --data)."
                        .formatted(folder.path(), folder.database()),
                null);
    }

    private static Keyring withNew(Keyring old) {
        List<DataKey> keys = new ArrayList<>(old.keys());
        keys.addFirst(DataKey.random());
        return new Keyring(List.copyOf(keys), old.origin());
    }

    private static Keyring withOther(Keyring keys) {
        if (keys.keys().size() < 2) {
            throw new StoreException(
                    ("%s holds one key (expected: a new one and after a comma the old one). Put a key before the one it holds, "
                                    + "run this again, then take the old one out.")
                            .formatted(KeyringSource.VARIABLE),
                    null);
        }
        return keys;
    }
}
