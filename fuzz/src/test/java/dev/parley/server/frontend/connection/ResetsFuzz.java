package dev.parley.server.frontend.connection;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Resets in HTTP/2: the same ones are found however the bytes are cut, and nothing else of the bytes changes. */
public final class ResetsFuzz {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes();

    private ResetsFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "http2-resets",
                () -> List.of(
                        frames("000000040000000000", "00000403000000000100000008"),
                        frames("00000101000000000382", "0000040300800000050000000800000003")),
                ResetsFuzz::read);
    }

    private static void read(byte[] input) {
        List<Integer> whole = found(input, Math.max(1, input.length), true);
        List<Integer> cut = found(input, 1 + Math.floorMod(Arrays.hashCode(input), 7), true);
        Laws.check(whole.equals(cut), "cut otherwise, the resets are of " + cut + " and not of " + whole);
        found(input, Math.max(1, input.length), false);
    }

    private static List<Integer> found(byte[] input, int piece, boolean pass) {
        List<Integer> streams = new ArrayList<>();
        ResetFinder finder = new ResetFinder(stream -> {
            Laws.check(stream >= 0, "a stream of number " + stream);
            streams.add(stream);
            return pass;
        });
        int changed = 0;
        for (int at = 0; at < input.length; at += piece) {
            byte[] bytes = Arrays.copyOfRange(input, at, Math.min(input.length, at + piece));
            byte[] before = bytes.clone();
            finder.feed(bytes);
            for (int i = 0; i < bytes.length; i++) {
                changed += bytes[i] == before[i] ? 0 : 1;
            }
        }
        Laws.check(changed == (pass ? 0 : streams.size()), changed + " bytes are changed");
        return streams;
    }

    private static byte[] frames(String... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(PREFACE);
        for (String frame : frames) {
            bytes.writeBytes(HexFormat.of().parseHex(frame));
        }
        return bytes.toByteArray();
    }
}
