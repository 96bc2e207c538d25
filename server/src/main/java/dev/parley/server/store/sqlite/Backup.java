package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A store in one file: a zip of the database as it was at one moment, and of the key that opens it. */
public final class Backup {
    static final String DATABASE = "parley.db";
    static final String KEY = "key";

    private Backup() {}

    /**
     * Writes a backup. A server may run meanwhile. Blocks until the file is on the disk and was seen to open.
     *
     * @param file where to; it must not be there, and none but its owner will be able to read it
     * @param withKey whether the key goes in; one that is in {@code PARLEY_STORE_KEY} never does
     * @return whether the key is in
     * @throws StoreException there is no store, its key does not fit, it is damaged, or the file cannot be written; no
     *     file is left
     */
    public static boolean write(Path folder, Map<String, String> environment, Path file, boolean withKey) {
        Folder from = new Folder(folder);
        if (Files.notExists(from.database())) {
            throw KeyRotation.none(from);
        }
        Keyring variable = KeyringSource.ofVariable(environment);
        Keyring keys = variable == null ? KeyringSource.ofFile(from.key()) : variable;
        String carried = withKey && variable == null ? KeyringSource.text(keys) : null;
        try (FileChannel out = PrivateFiles.create(file)) {
            write(from, keys, carried, file, out);
            return carried != null;
        } catch (FileAlreadyExistsException e) {
            throw new StoreException("The file %s exists (expected: a name that is not taken).".formatted(file), e);
        } catch (IOException e) {
            throw new StoreException(
                    "The backup %s cannot be written (%s).".formatted(file.toAbsolutePath(), e.getMessage()), e);
        }
    }

    private static void write(Folder from, Keyring keys, @Nullable String carried, Path file, FileChannel out)
            throws IOException {
        Path copy = null;
        boolean done = false;
        try {
            copy = Files.createTempFile(file.toAbsolutePath().getParent(), "parley-backup-", ".db");
            copy(from, keys, copy);
            pack(copy, carried, out);
            done = true;
        } finally {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Reads the store as it is at one moment, without keeping a server from writing. */
    private static void copy(Folder from, Keyring keys, Path copy) {
        try {
            try (Connection store = Database.read(from.database())) {
                Sql.update(store, "VACUUM INTO ?", copy.toString());
            }
            try (Connection check = Database.read(copy)) {
                Database.check(check, copy);
                Database.identify(check, from.database());
                Canary.check(check, keys);
            }
        } catch (SQLException e) {
            throw SqlFailures.of(from.database(), e);
        }
    }

    private static void pack(Path copy, @Nullable String carried, FileChannel out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(out));
        zip.putNextEntry(new ZipEntry(DATABASE));
        Files.copy(copy, zip);
        zip.closeEntry();
        if (carried != null) {
            zip.putNextEntry(new ZipEntry(KEY));
            zip.write(carried.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        zip.finish();
        out.force(true);
    }
}
