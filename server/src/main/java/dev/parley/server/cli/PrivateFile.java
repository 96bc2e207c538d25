package dev.parley.server.cli;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that hold secrets. */
final class PrivateFile {
    private static final CopyOption[] REPLACING = {StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE};

    private PrivateFile() {}

    /**
     * Writes a whole file that its owner alone may read; whoever reads it meanwhile sees the old one.
     *
     * @throws FileAlreadyExistsException it is there and {@code replace} is false
     */
    static void write(Path file, byte[] bytes, boolean replace) throws IOException {
        // Such files are made with mode 0600 where there are modes.
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".parley", ".tmp");
        try {
            Files.write(fresh, bytes);
            Files.move(fresh, file, replace ? REPLACING : new CopyOption[0]);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
