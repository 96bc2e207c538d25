package dev.parley.server.management.credentials;

import java.util.Locale;

/**
 * An entry as the central directory has it.
 *
 * @param name for showing; never the name of a file
 * @param raw the name in the directory
 * @param flags zip's general purpose flags
 * @param packed bytes in the archive
 * @param size bytes once unpacked
 * @param offset of its local header
 * @param mode of a file on Unix; 0: not told
 */
record ArchiveEntry(
        String name, Span raw, int flags, int method, long crc, long packed, long size, long offset, int mode) {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int SIZES_FOLLOW = 1 << 3;
    private static final int TYPE_MASK = 0xf000;
    private static final int TYPE_LINK = 0xa000;
    private static final String RESOURCE_FORKS = "__MACOSX/";

    /** Where some bytes are. */
    record Span(int at, int length) {}

    boolean isEncrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    /** Whether its local header does not tell the sizes. */
    boolean sizesFollow() {
        return (flags & SIZES_FOLLOW) != 0;
    }

    boolean isLink() {
        return (mode & TYPE_MASK) == TYPE_LINK;
    }

    /** Whether it is meant to be a credential. */
    boolean isCredential() {
        return name.toLowerCase(Locale.ROOT).endsWith(".json") && !name.startsWith(RESOURCE_FORKS);
    }
}
