package dev.parley.server.management.credentials;

/** How much an archive may be and hold (MA-25, SEC-05). Sizes are in bytes. */
final class ArchiveBounds {
    static final int ARCHIVE = 10 << 20;
    static final int ENTRIES = 1000;
    static final int ENTRY = 1 << 20;
    static final int UNPACKED = 50 << 20;
    static final int NAME = 1024;

    /** How many times its packed size an entry may be, beyond a size at which that matters. */
    static final int RATIO = 100;

    static final int RATIO_FROM = 64 << 10;

    private ArchiveBounds() {}
}
