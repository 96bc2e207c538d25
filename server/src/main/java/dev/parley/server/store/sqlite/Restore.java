package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Puts a backup in the place of a store. */
public final class Restore {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Folder folder;
    private final Map<String, String> environment;
    private final Path file;

    private Restore(Folder folder, Map<String, String> environment, Path file) {
        this.folder = folder;
        this.environment = environment;
        this.file = file;
    }

    /**
     * Checks a backup, moves what is in the folder aside and puts the backup there. Blocks until that is on the disk.
     * Interrupted, it leaves the store as it was, or one that refuses to open until this is done again.
     *
     * @param folder made if it is not there
     * @param now for the name of what is moved aside
     * @return where what was there is now; empty if nothing was
     * @throws StoreException the folder is held, or the backup is damaged, of a newer Parley or of another key; the
     *     store is as it was
     */
    public static Optional<Path> run(Path folder, Map<String, String> environment, Path file, Instant now) {
        Folder to = new Folder(folder);
        try (FolderLock _ = OpenStore.lock(to)) {
            return new Restore(to, environment, file).run(now);
        } catch (NoSuchFileException e) {
            throw new StoreException("The file %s does not exist.".formatted(e.getFile()), e);
        } catch (ZipException | EOFException e) {
            throw noBackup(file, e);
        } catch (IOException e) {
            throw new StoreException("%s cannot be restored (%s).".formatted(file, e.getMessage()), e);
        }
    }

    private Optional<Path> run(Instant now) throws IOException {
        Path incoming = folder.path().resolve("incoming");
        clear(incoming);
        PrivateFiles.makeFolder(incoming);
        try {
            unpack(new Folder(incoming));
            check(new Folder(incoming));
        } catch (IOException | RuntimeException e) {
            clear(incoming);
            throw e;
        }
        clear(folder.restoring());
        PrivateFiles.move(incoming, folder.restoring());
        Folder ready = new Folder(folder.restoring());
        boolean carriesKey = Files.exists(ready.key());
        Optional<Path> aside = moveAside(carriesKey, now);
        if (carriesKey) {
            PrivateFiles.move(ready.key(), folder.key());
        }
        PrivateFiles.move(ready.database(), folder.database());
        clear(folder.restoring());
        return aside;
    }

    private void unpack(Folder to) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                switch (entry.getName()) {
                    case Backup.DATABASE -> unpack(zip, to.database());
                    case Backup.KEY -> unpack(zip, to.key());
                    default -> throw noBackup(file, null);
                }
            }
        }
        if (Files.notExists(to.database())) {
            throw noBackup(file, null);
        }
    }

    private static void unpack(InputStream entry, Path to) throws IOException {
        try (FileChannel channel = PrivateFiles.create(to)) {
            OutputStream out = Channels.newOutputStream(channel);
            entry.transferTo(out);
            channel.force(true);
        }
    }

    private void check(Folder backup) {
        try (Connection connection = Database.read(backup.database())) {
            Database.check(connection, file);
            Database.identify(connection, file);
            Canary.check(connection, keys(backup));
        } catch (SQLException e) {
            throw noBackup(file, e);
        }
    }

    /** The keys the restored store would be opened with. */
    private Keyring keys(Folder backup) {
        Keyring variable = KeyringSource.ofVariable(environment);
        return variable != null
                ? variable
                : KeyringSource.ofFile(Files.exists(backup.key()) ? backup.key() : folder.key());
    }

    private Optional<Path> moveAside(boolean withKey, Instant now) throws IOException {
        List<Path> files = new ArrayList<>(folder.replaceable());
        if (withKey) {
            files.add(folder.key());
        }
        files.removeIf(Files::notExists);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Path aside = folder.path().resolve("replaced-" + STAMP.format(now));
        PrivateFiles.makeFolder(aside);
        for (Path old : files) {
            PrivateFiles.move(old, aside.resolve(old.getFileName()));
        }
        return Optional.of(aside);
    }

    /** Deletes a folder of a restore that came to nothing. */
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                for (Path old : files.toList()) {
                    Files.delete(old);
                }
            }
            Files.delete(folder);
        }
    }

    private static StoreException noBackup(Path file, @Nullable Exception cause) {
        return new StoreException(
                "The file %s is damaged, or no backup of Parley's (expected: what 'parley backup' wrote)."
                        .formatted(file),
                cause);
    }
}
