package dev.parley.server.frontend.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Frames of HTTP/2: the same ones are found however the bytes are cut, and nothing but what is hidden changes. */
public final class FrameHeadsFuzz {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    private FrameHeadsFuzz() {}

    public static FuzzTarget target() {
        return new FuzzTarget(
                "http2-frames",
                () -> List.of(
                        frames("000000040000000000", "00000403000000000100000008"),
                        frames("00000101000000000382", "0000040300800000050000000800000003")),
                FrameHeadsFuzz::read);
    }

    private static void read(byte[] input) {
        List<String> whole = found(input, Math.max(1, input.length), true);
        List<String> cut = found(input, 1 + Math.floorMod(Arrays.hashCode(input), 7), true);
        Laws.check(whole.equals(cut), "cut otherwise, the frames are " + cut + " and not " + whole);
        Laws.check(whole.equals(found(input, Math.max(1, input.length), false)), "hidden, they are others");
    }

    private static List<String> found(byte[] input, int piece, boolean shown) {
        List<String> frames = new ArrayList<>();
        int[] visible = {0};
        FrameHeads heads = new FrameHeads((type, flags, stream, length) -> {
            Laws.check(stream >= 0 && length >= 0, "stream " + stream + ", length " + length);
            frames.add(type + " " + flags + " " + stream + " " + length);
            visible[0] += type == FrameType.UNDEFINED ? 0 : 1;
            return shown;
        });
        int changed = 0;
        for (int at = 0; at < input.length; at += piece) {
            byte[] bytes = Arrays.copyOfRange(input, at, Math.min(input.length, at + piece));
            byte[] before = bytes.clone();
            heads.feed(bytes);
            for (int i = 0; i < bytes.length; i++) {
                changed += bytes[i] == before[i] ? 0 : 1;
            }
        }
        Laws.check(changed == (shown ? 0 : visible[0]), changed + " bytes are changed");
        return frames;
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
