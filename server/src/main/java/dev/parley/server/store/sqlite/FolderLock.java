package dev.parley.server.store.sqlite;

import dev.parley.server.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps others out of a folder while it is open. The system lets go of it when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    /**
     * The folders that this process holds, and the texts in their locks. POSIX drops a process's locks on a file when
     * it closes any of its handles on it, so a held file is not opened again, not even to read it.
     */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    /** Beyond the text, which others may then read where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder that exists.
     *
     * @throws StoreException somebody else holds it; the message says who
     */
    static FolderLock take(Folder folder) {
        String self = describe();
        try {
            Path real = folder.path().toRealPath();
            String holder = HELD.putIfAbsent(real, self);
            if (holder != null) {
                throw held(folder, holder);
            }
            return take(folder, real, self);
        } catch (IOException e) {
            throw new StoreException(
                    "The store's folder %s cannot be locked (expected: a folder this user may write to; set data.dir or --data for another)."
                            .formatted(folder.path()),
                    e);
        }
    }

    private static FolderLock take(Folder folder, Path real, String self) throws IOException {
        boolean taken = false;
        FileChannel channel = null;
        try {
            channel = PrivateFiles.open(folder.lock());
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw held(folder, Files.readString(folder.lock()));
            }
            channel.truncate(0).write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)));
            taken = true;
            return new FolderLock(real, channel);
        } finally {
            if (!taken) {
                HELD.remove(real);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** Lets go of it; once more does nothing. */
    @Override
    public void close() {
        if (channel.isOpen()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new StoreException("The lock of the store's folder %s cannot be closed.".formatted(folder), e);
            } finally {
                HELD.remove(folder);
            }
        }
    }

    private static StoreException held(Folder folder, String holder) {
        return new StoreException(
                "The store's folder %s is held by %s (expected: one Parley for each folder). End it, or set data.dir or --data for another folder."
                        .formatted(folder.path(), holder.isBlank() ? "another process" : holder),
                null);
    }

    private static String describe() {
        ProcessHandle process = ProcessHandle.current();
        String since = process.info()
                .startInstant()
                .map(start -> " since " + start.truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        return "process %d on %s%s".formatted(process.pid(), host(), since);
    }

    /** The host's name without asking the network for it, which may take seconds. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            Map<String, String> environment = System.getenv();
            return environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", "this host"));
        }
    }
}
