package dev.parley.server.store;

import dev.parley.server.config.OperatorFile;
import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A {@code config.json} (CF-02). It is read once and replaced as a whole at each change: a new file beside it, for its
 * owner's eyes alone, takes its place when it is on the disk. Fields that Parley does not know stay, and so does a
 * symbolic link, whose target is replaced. A file that is not there is made at the first change.
 *
 * <p>A file that somebody else has changed since is never overwritten: changes are refused until a restart reads it.
 */
public final class FileHome implements ConfigHome {
    private static final byte[] NOTHING = {'{', '}'};

    private final Path file;
    /** What Parley read or wrote last; null: there was no file. */
    private byte @Nullable [] known;

    public FileHome(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public ManagedConfig load() {
        known = content();
        if (known == null && !Files.isDirectory(file.resolveSibling(""))) {
            throw failed("is not there, nor is its folder (expected: a folder to make it in)", null);
        }
        try {
            return known == null ? ManagedConfig.EMPTY : ConfigJson.read(known);
        } catch (ChatException e) {
            throw failed("cannot be read: " + e.error().getMessage() + " It was left as it is", null);
        }
    }

    @Override
    public void save(ManagedConfig before, ManagedConfig next) {
        if (!Arrays.equals(known, content())) {
            throw failed(
                    "was changed by somebody else since Parley read it, so it was left as it is"
                            + " (expected: a restart, which reads it)",
                    null);
        }
        byte[] bytes = ConfigJson.rewrite(known == null ? NOTHING : known, next);
        try {
            replace(target(), bytes);
        } catch (IOException e) {
            throw failed(
                    "cannot be replaced (expected: a folder that Parley may write to, and a file that is not"
                            + " mounted by itself)",
                    e);
        }
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    private byte @Nullable [] content() {
        try {
            return OperatorFile.bytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw failed("cannot be read (expected: " + OperatorFile.EXPECTED + ")", e);
        }
    }

    /** Where the file really is, so that a symbolic link to it stays. */
    private Path target() throws IOException {
        if (Files.exists(file)) {
            return file.toRealPath();
        }
        return Files.isSymbolicLink(file) ? file.resolveSibling(Files.readSymbolicLink(file)) : file;
    }

    private void replace(Path target, byte[] bytes) throws IOException {
        Path folder = target.resolveSibling("");
        Path made = Files.createTempFile(folder, "." + target.getFileName(), ".new");
        try {
            write(made, bytes);
            Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
        known = bytes;
        try (FileChannel open = FileChannel.open(folder)) {
            open.force(true);
        }
    }

    private static void write(Path path, byte[] bytes) throws IOException {
        try (FileChannel open = FileChannel.open(path, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                open.write(left);
            }
            open.force(true);
        }
    }

    private StoreException failed(String what, @Nullable Exception cause) {
        return new StoreException(
                "The configuration file %s %s (setting admin.config-file).".formatted(file, what), cause);
    }
}
