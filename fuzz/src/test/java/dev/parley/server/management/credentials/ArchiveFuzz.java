package dev.parley.server.management.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives: what is taken of one unpacks within the bounds, and to what it says. */
public final class ArchiveFuzz {
    private ArchiveFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "zip",
                () -> List.of(
                        zip(ZipOutputStream.DEFLATED, "a.json", "b/c.json"),
                        zip(ZipOutputStream.STORED, "a.json"),
                        zip(8)),
                ArchiveFuzz::read);
    }

    private static void read(byte[] input) throws Exception {
        Archive archive = Laws.refusing(ArchiveException.class, () -> Archive.of(ByteBuffer.wrap(input)));
        if (archive == null) {
            return;
        }
        long total = 0;
        for (ArchiveEntry entry : archive.entries()) {
            byte[] content = Laws.refusing(ArchiveException.class, () -> archive.content(entry));
            total += content == null ? 0 : content.length;
            Laws.check(!entry.name().contains("..") || !entry.name().contains("../"), "a name leads out");
        }
        Laws.check(total <= ArchiveBounds.UNPACKED, "it unpacks to more than is allowed");
    }

    private static byte[] zip(int method, String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                entry(
                        zip,
                        name,
                        method,
                        "{\"type\":\"api_key\",\"api_key\":\"secret-of-%s\"}"
                                .formatted(name)
                                .getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, int method, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        if (method == ZipOutputStream.STORED) {
            entry.setCompressedSize(content.length);
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
