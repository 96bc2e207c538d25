package dev.parley.server.frontend.tls;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of {@code server.tls} that cannot be used; the message is for the operator, and holds nothing of the file. */
public final class TlsFileException extends RuntimeException {
    TlsFileException(String setting, @Nullable Path file, String expected, @Nullable Throwable cause) {
        super("server.tls.%s is %s%s (expected: %s).".formatted(setting, file, reason(cause), expected), cause);
    }

    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> "";
            case NoSuchFileException _ -> ", which is not there";
            case AccessDeniedException _ -> ", which may not be read";
            default -> ", which cannot be used";
        };
    }
}
