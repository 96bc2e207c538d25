package dev.parley.server.management.credentials;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the entries of an archive may be, by what the archive itself says of them. */
final class ArchiveRules {
    private static final Set<String> STEPS = Set.of("", ".", "..");

    private ArchiveRules() {}

    /** @throws ArchiveException one of them may not */
    static void check(List<ArchiveEntry> entries) {
        Set<String> names = new HashSet<>();
        long total = 0;
        for (ArchiveEntry entry : entries) {
            name(entry.name());
            if (!names.add(entry.name())) {
                throw refused(entry, "is there twice (expected: each name once)");
            }
            if (entry.isEncrypted()) {
                throw refused(entry, "is encrypted (expected: no encryption)");
            }
            if (entry.method() != ArchiveEntry.STORED && entry.method() != ArchiveEntry.DEFLATED) {
                throw refused(entry, "is packed by method %d (expected: 0 or 8)".formatted(entry.method()));
            }
            size(entry);
            total += entry.size();
        }
        if (total > ArchiveBounds.UNPACKED) {
            throw new ArchiveException(
                    "The archive unpacks to %d bytes (expected: at most %d).".formatted(total, ArchiveBounds.UNPACKED));
        }
    }

    private static void size(ArchiveEntry entry) {
        if (entry.size() > ArchiveBounds.ENTRY) {
            throw refused(
                    entry, "unpacks to %d bytes (expected: at most %d)".formatted(entry.size(), ArchiveBounds.ENTRY));
        }
        if (entry.size() > ArchiveBounds.RATIO_FROM && entry.size() / ArchiveBounds.RATIO > entry.packed()) {
            throw refused(entry, "unpacks to more than %d times its size".formatted(ArchiveBounds.RATIO));
        }
    }

    /** Names are shown alone; one that would lead out of a folder says enough of its archive. */
    private static void name(String name) {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean leads = Arrays.stream(path.split("/", -1)).anyMatch(STEPS::contains);
        boolean odd = name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || !name.codePoints().allMatch(Shown::isPlain);
        if (leads || odd) {
            throw new ArchiveException(
                    "The archive holds the name '%s' (expected: a relative path without '..', '\\', ':' and what does not print)."
                            .formatted(Shown.name(name)));
        }
    }

    private static ArchiveException refused(ArchiveEntry entry, String why) {
        return new ArchiveException("The entry '%s' %s.".formatted(Shown.name(entry.name()), why));
    }
}
