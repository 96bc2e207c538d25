package dev.parley.server.dialect.gemini;

import org.jspecify.annotations.Nullable;

/** Addresses of files that were uploaded to the host. */
final class FileUri {
    private static final String FILES = "files/";

    /** The part of a file's address that its name does not have; the API knows its files by the whole of it. */
    private static final String BASE = "https://generativelanguage.googleapis.com/v1beta/";

    private FileUri() {}

    /** The address of the file of this id; null if it is none of the host's. */
    static @Nullable String of(String id) {
        if (id.startsWith(FILES)) {
            return BASE + id;
        }
        return id.startsWith("gs://") || id.startsWith("https://") ? id : null;
    }
}
