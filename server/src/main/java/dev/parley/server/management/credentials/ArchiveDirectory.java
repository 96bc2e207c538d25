package dev.parley.server.management.credentials;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a zip archive's central directory. It has to end where the archive does and to be told in one way only, so that
 * no two readers could see different archives. Nothing is unpacked.
 */
final class ArchiveDirectory {
    private static final Set<Integer> UNIX = Set.of(3, 19);
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int COMMENT_MOST = 0xffff;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int ZIP64_COUNT = 0xffff;

    private final ByteBuffer bytes;

    private ArchiveDirectory(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * What was found.
     *
     * @param start where the directory begins, and entries end at the latest
     */
    record Found(List<ArchiveEntry> entries, long start) {}

    /**
     * The entries of an archive, in its order.
     *
     * @param archive little-endian
     * @throws ArchiveException it is no archive, or beyond a bound
     */
    static Found read(ByteBuffer archive) {
        if (archive.order() != ByteOrder.LITTLE_ENDIAN) {
            throw new IllegalArgumentException("zip is little-endian");
        }
        ArchiveDirectory directory = new ArchiveDirectory(archive);
        return directory.entries(directory.end());
    }

    private int end() {
        int last = bytes.limit() - END_SIZE;
        for (int at = last; at >= Math.max(0, last - COMMENT_MOST); at--) {
            if (bytes.getInt(at) == END && at + END_SIZE + uint16(at + 20) == bytes.limit()) {
                return at;
            }
        }
        throw new ArchiveException(
                "The file is no zip archive, or its end is missing (expected: a whole zip archive).");
    }

    private Found entries(int end) {
        int count = uint16(end + 10);
        if (count > ArchiveBounds.ENTRIES || count == ZIP64_COUNT) {
            throw new ArchiveException("The archive has %s entries (expected: at most %d)."
                    .formatted(count == ZIP64_COUNT ? "too many" : count, ArchiveBounds.ENTRIES));
        }
        long start = uint32(end + 16);
        boolean whole = uint16(end + 4) == 0 && uint16(end + 6) == 0 && uint16(end + 8) == count;
        if (!whole || start + uint32(end + 12) != end) {
            throw ArchiveException.damaged("its directory is not where it should be");
        }
        List<ArchiveEntry> entries = new ArrayList<>(count);
        int at = (int) start;
        for (int i = 0; i < count; i++) {
            if (end - at < ENTRY_SIZE || bytes.getInt(at) != ENTRY) {
                throw ArchiveException.damaged("its directory breaks off");
            }
            int next = at + ENTRY_SIZE + uint16(at + 28) + uint16(at + 30) + uint16(at + 32);
            if (next > end) {
                throw ArchiveException.damaged("its directory breaks off");
            }
            entries.add(entry(at));
            at = next;
        }
        if (at != end) {
            throw ArchiveException.damaged("its directory holds more than it says");
        }
        return new Found(List.copyOf(entries), start);
    }

    private ArchiveEntry entry(int at) {
        ArchiveEntry.Span name = new ArchiveEntry.Span(at + ENTRY_SIZE, uint16(at + 28));
        return new ArchiveEntry(
                text(name),
                name,
                uint16(at + 8),
                uint16(at + 10),
                uint32(at + 16),
                uint32(at + 20),
                uint32(at + 24),
                uint32(at + 42),
                UNIX.contains((int) bytes.get(at + 5)) ? uint16(at + 40) : 0);
    }

    private String text(ArchiveEntry.Span name) {
        if (name.length() == 0 || name.length() > ArchiveBounds.NAME) {
            throw new ArchiveException("A name in the archive has %d bytes (expected: 1 to %d)."
                    .formatted(name.length(), ArchiveBounds.NAME));
        }
        byte[] text = new byte[name.length()];
        bytes.get(name.at(), text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private int uint16(int at) {
        return bytes.getShort(at) & 0xffff;
    }

    private long uint32(int at) {
        return bytes.getInt(at) & 0xffffffffL;
    }
}
