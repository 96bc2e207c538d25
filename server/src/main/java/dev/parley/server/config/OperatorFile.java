package dev.parley.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that operators write, read as a whole. One that is longer than any is meant to be cannot be read: it must not
 * take the memory of a gateway that runs.
 */
public final class OperatorFile {
    private static final int BYTES_MOST = 32 << 20;

    /** What may be expected of a file that cannot be read; stands in messages. */
    public static final String EXPECTED = "a readable UTF-8 text of at most 32 MiB";

    private OperatorFile() {}

    /**
     * The bytes of a file.
     *
     * @throws IOException it cannot be read, or is longer than {@link #EXPECTED} says
     */
    public static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            // A device or a pipe does not tell how long it is.
            byte[] bytes = Files.size(file) > BYTES_MOST ? null : in.readNBytes(BYTES_MOST + 1);
            if (bytes == null || bytes.length > BYTES_MOST) {
                throw new IOException("longer than %d bytes".formatted(BYTES_MOST));
            }
            return bytes;
        }
    }

    /**
     * The text of a file.
     *
     * @throws IOException as {@link #bytes}, or it is not UTF-8
     */
    public static String text(Path file) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(file)))
                .toString();
    }
}
