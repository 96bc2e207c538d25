package dev.parley.server.management.credentials;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip archive that nobody vouches for (SEC-05). It stays in memory; its entries are unpacked one at a time, never
 * further than they say they go, and never to a file. An archive in it is an entry like any other. Thread-safe, as long
 * as nobody changes its bytes.
 */
final class Archive {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;

    private final ByteBuffer bytes;
    private final List<ArchiveEntry> entries;

    private Archive(ByteBuffer bytes, List<ArchiveEntry> entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    /**
     * Reads what an archive says of itself, and unpacks nothing.
     *
     * @throws ArchiveException it is not taken
     */
    static Archive of(ByteBuffer archive) {
        if (archive.remaining() > ArchiveBounds.ARCHIVE) {
            throw new ArchiveException("The archive has %d bytes (expected: at most %d)."
                    .formatted(archive.remaining(), ArchiveBounds.ARCHIVE));
        }
        ByteBuffer bytes = archive.slice().order(ByteOrder.LITTLE_ENDIAN);
        ArchiveDirectory.Found found = ArchiveDirectory.read(bytes);
        ArchiveRules.check(found.entries());
        Archive read = new Archive(bytes, found.entries());
        read.checkPlaces(found.start());
        return read;
    }

    /** In the archive's order. */
    List<ArchiveEntry> entries() {
        return entries;
    }

    /**
     * An entry's content.
     *
     * @throws ArchiveException it is not what the archive says
     */
    byte[] content(ArchiveEntry entry) {
        ByteBuffer packed = bytes.slice(data(entry), (int) entry.packed());
        byte[] content = new byte[(int) entry.size()];
        boolean whole = entry.method() == ArchiveEntry.STORED ? isStored(packed, content) : isInflated(packed, content);
        CRC32 sum = new CRC32();
        sum.update(content);
        if (!whole || sum.getValue() != entry.crc()) {
            throw ArchiveException.damaged("'%s' is not what it says".formatted(Shown.name(entry.name())));
        }
        return content;
    }

    private static boolean isStored(ByteBuffer packed, byte[] content) {
        if (packed.remaining() != content.length) {
            return false;
        }
        packed.get(content);
        return true;
    }

    /** Whether the packed bytes are exactly this much content. */
    private static boolean isInflated(ByteBuffer packed, byte[] content) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int length = 0;
            while (length < content.length && !inflater.finished()) {
                int more = inflater.inflate(content, length, content.length - length);
                if (more == 0) {
                    return false;
                }
                length += more;
            }
            boolean over = inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished();
            return over && length == content.length && !packed.hasRemaining();
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    /** No two entries share bytes, and none shares any with the directory. */
    private void checkPlaces(long end) {
        long free = 0;
        for (ArchiveEntry entry : entries.stream()
                .sorted(Comparator.comparingLong(ArchiveEntry::offset))
                .toList()) {
            if (entry.offset() < free) {
                throw ArchiveException.damaged("two entries share their bytes");
            }
            free = data(entry) + entry.packed();
        }
        if (free > end) {
            throw ArchiveException.damaged("an entry reaches into its directory");
        }
    }

    /** Where an entry's data begins, behind a local header that says the same as the directory. */
    private int data(ArchiveEntry entry) {
        long at = entry.offset();
        if (at + LOCAL_SIZE > bytes.limit()) {
            throw ArchiveException.damaged("an entry lies outside of it");
        }
        int header = (int) at;
        long data = at + LOCAL_SIZE + uint16(header + 26) + uint16(header + 28);
        if (data + entry.packed() > bytes.limit() || !isSame(entry, header)) {
            throw ArchiveException.damaged(
                    "'%s' is told in two ways, or breaks off".formatted(Shown.name(entry.name())));
        }
        return (int) data;
    }

    private boolean isSame(ArchiveEntry entry, int header) {
        boolean sizes = entry.sizesFollow()
                || uint32(header + 14) == entry.crc()
                        && uint32(header + 18) == entry.packed()
                        && uint32(header + 22) == entry.size();
        return bytes.getInt(header) == LOCAL
                && uint16(header + 6) == entry.flags()
                && uint16(header + 8) == entry.method()
                && uint16(header + 26) == entry.raw().length()
                && bytes.slice(header + LOCAL_SIZE, entry.raw().length())
                        .equals(bytes.slice(entry.raw().at(), entry.raw().length()))
                && sizes;
    }

    private int uint16(int at) {
        return bytes.getShort(at) & 0xffff;
    }

    private long uint32(int at) {
        return bytes.getInt(at) & 0xffffffffL;
    }
}
