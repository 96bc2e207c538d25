package dev.parley.server.config;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What may stand where an operator's file should. */
public enum BrokenFiles {
    EMPTY {
        @Override
        public void write(Path file) throws IOException {
            Files.write(file, new byte[0]);
        }
    },
    GARBAGE {
        @Override
        public void write(Path file) throws IOException {
            byte[] noise = new byte[4096];
            new Random(7).nextBytes(noise);
            Files.write(file, noise);
        }
    },
    /** 1 GiB that takes no room on the disk. */
    HUGE {
        @Override
        public void write(Path file) throws IOException {
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(1L << 30);
            }
        }
    },
    FOLDER {
        @Override
        public void write(Path file) throws IOException {
            Files.deleteIfExists(file);
            Files.createDirectory(file);
        }
    };

    /** Puts it there. */
    public abstract void write(Path file) throws IOException;
}
