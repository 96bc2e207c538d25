package dev.parley.server.pool;

import dev.parley.server.config.OperatorFile;
import dev.parley.server.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of keys, one a line; blank lines and lines that start with {@code #} are passed over (MG-07). Used by one
 * thread at a time.
 */
public final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger("parley.pool");

    private final Path file;
    private @Nullable Stamp seen;
    private @Nullable Stamp changing;
    /** What could not be read, which is said once. */
    private @Nullable Stamp unread;

    private boolean looked;
    /** Whether there was a key when it was last read. */
    private boolean any;

    /** What tells a changed file from an unchanged one; a file that was moved into its place has another identity. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object identity) {}

    public KeyFile(Path file) {
        this.file = file;
    }

    /**
     * Hands on the keys if the file has changed since they were read, and is as it was at the last look, if there was
     * one: it may still be being written. One that cannot be read changes nothing.
     */
    public synchronized void refresh(Consumer<List<Secret>> keys) {
        Stamp now = stamp();
        boolean settled = !looked || Objects.equals(now, changing);
        looked = true;
        if (now != null && !now.equals(seen) && settled) {
            reload(keys);
        }
        changing = now;
    }

    /** Hands on the keys, changed or not. */
    public synchronized void reload(Consumer<List<Secret>> keys) {
        looked = true;
        Stamp before = stamp();
        try {
            String text = OperatorFile.text(file);
            seen = before;
            if (any && text.isBlank()) {
                LOG.warn("the key file {} is empty (expected: keys, or a comment for none); the keys stay", file);
            } else {
                take(keys(text), keys);
            }
        } catch (IOException e) {
            if (!Objects.equals(before, unread)) {
                LOG.warn("cannot read the key file {} (expected: {}); the keys stay", file, OperatorFile.EXPECTED);
            }
            unread = before;
        }
    }

    private void take(List<Secret> read, Consumer<List<Secret>> keys) {
        any = !read.isEmpty();
        keys.accept(read);
        LOG.info("read {} keys from {}", read.size(), file);
    }

    private static List<Secret> keys(String text) {
        return text.lines()
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .distinct()
                .map(Secret::of)
                .toList();
    }

    private @Nullable Stamp stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
        } catch (IOException e) {
            if (seen != null) {
                LOG.warn("the key file {} is gone; the keys stay as they were", file);
                seen = null;
            }
            return null;
        }
    }
}
