package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where keyrings come from: the variable {@code PARLEY_STORE_KEY}, else the file {@code key}. Both hold keys in base64,
 * one a line or with commas between them; the first seals, the others open what is older.
 */
final class KeyringSource {
    static final String VARIABLE = "PARLEY_STORE_KEY";

    private static final String HEAD =
            "# Opens the secrets in parley.db. Nobody else may read it, and nothing replaces it.\n";

    private KeyringSource() {}

    /** The keyring of the variable; null if it is unset. */
    static @Nullable Keyring ofVariable(Map<String, String> environment) {
        String text = environment.getOrDefault(VARIABLE, "");
        return text.isBlank() ? null : read(text, "the variable " + VARIABLE);
    }

    /**
     * The keyring of a file.
     *
     * @throws StoreException it is not there, others may read it, or what it holds is not a key
     */
    static Keyring ofFile(Path file) {
        try {
            if (Files.notExists(file)) {
                throw new StoreException(
                        ("The key of the store, %s, is missing; without it the secrets in parley.db cannot be read. Put it "
                                        + "back, set %s, or restore a backup that holds it with 'parley restore'.")
                                .formatted(file, VARIABLE),
                        null);
            }
            if (PrivateFiles.isOpenToOthers(file)) {
                throw new StoreException(
                        "Others can read the key of the store (expected: its owner alone). Run: chmod 600 '%s'"
                                .formatted(file),
                        null);
            }
            return read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new StoreException("The key of the store, %s, cannot be read.".formatted(file), e);
        }
    }

    /** Keeps a keyring in a file, all or nothing. */
    static void write(Path file, Keyring keyring) {
        try {
            PrivateFiles.write(file, text(keyring));
        } catch (IOException e) {
            throw new StoreException("The key of the store, %s, cannot be written.".formatted(file), e);
        }
    }

    /** A keyring as {@link #read} takes it. */
    static String text(Keyring keyring) {
        return keyring.keys().stream().map(DataKey::text).collect(Collectors.joining("\n", HEAD, "\n"));
    }

    /** The keyring of a text; {@code origin} says in messages whose it is. */
    static Keyring read(String text, String origin) {
        List<DataKey> keys = text.lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.split(",")))
                .filter(key -> !key.isBlank())
                .map(key -> key(key.strip(), origin))
                .toList();
        if (keys.isEmpty()) {
            throw unusable(origin);
        }
        return new Keyring(keys, origin);
    }

    private static DataKey key(String base64, String origin) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == DataKey.LENGTH) {
                return DataKey.of(bytes);
            }
            throw unusable(origin);
        } catch (IllegalArgumentException e) {
            throw unusable(origin);
        }
    }

    private static StoreException unusable(String origin) {
        return new StoreException(
                "What %s holds is not a key (expected: %d random bytes in base64, as from 'openssl rand -base64 %d')."
                        .formatted(origin, DataKey.LENGTH, DataKey.LENGTH),
                null);
    }
}
