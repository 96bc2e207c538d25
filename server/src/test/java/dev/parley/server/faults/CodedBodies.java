package dev.parley.server.faults;

import static dev.parley.server.faults.Fault.TEXT;
import static dev.parley.server.faults.Outcome.answers;
import static dev.parley.server.faults.Outcome.fails;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.testkit.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Codings of bodies that nobody asked for. */
final class CodedBodies {
    private static final String NONSENSE = "bad_upstream_reply";

    private static final byte[] BOMB = gzip("\n".repeat(1 << 20), 32);

    private CodedBodies() {}

    static List<Fault> all() {
        return List.of(
                Fault.of(
                        "gzip",
                        answers(),
                        (family, stream, key) -> coded(family, "gzip").bytes(gzip(family.frames(TEXT), 1))),
                Fault.of(
                        "gzip that is cut",
                        fails("upstream_truncated"),
                        (family, stream, key) ->
                                coded(family, "gzip").bytes(Arrays.copyOf(gzip(family.frames(TEXT), 1), 15))),
                Fault.of(
                        "a gzip bomb",
                        fails(NONSENSE),
                        (family, stream, key) -> coded(family, "gzip").bytes(BOMB)),
                Fault.of(
                        "gzip that is none",
                        fails(NONSENSE),
                        (family, stream, key) -> coded(family, "gzip").then(family.frames(TEXT))),
                unknown("br"),
                unknown("zstd"),
                unknown("gzip, gzip"));
    }

    private static Fault unknown(String coding) {
        return Fault.of(
                coding,
                fails(NONSENSE),
                (family, stream, key) -> coded(family, coding).then("anything"));
    }

    private static Reply coded(Family family, String coding) {
        return Reply.raw(family.head().replace("\r\n\r\n", "\r\ncontent-encoding: " + coding + "\r\n\r\n"));
    }

    private static byte[] gzip(String text, int times) {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(coded)) {
            for (int i = 0; i < times; i++) {
                out.write(text.getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return coded.toByteArray();
    }
}
