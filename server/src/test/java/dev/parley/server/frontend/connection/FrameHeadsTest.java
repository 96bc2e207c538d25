package dev.parley.server.frontend.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("COM-08: resets are found however the bytes are cut")
class FrameHeadsTest {
    private static final int DATA = 0;
    private static final int RST_STREAM = 3;

    @Test
    void findsResets_atEveryCut() {
        byte[] bytes = ByteBuffer.allocate(24 + 4 * 9 + 300 + 4 + 4)
                .put(new byte[24])
                .put(frame(DATA, 1, 300))
                .put(frame(RST_STREAM, 0x7fff_fff1, 4))
                .put(frame(DATA, 3, 0))
                .put(frame(RST_STREAM, 5, 4))
                .array();
        for (int cut = 0; cut <= bytes.length; cut++) {
            List<Integer> found = new ArrayList<>();
            FrameHeads finder = new FrameHeads(resets(found::add));
            finder.feed(Arrays.copyOfRange(bytes, 0, cut));
            finder.feed(Arrays.copyOfRange(bytes, cut, bytes.length));
            assertThat(found).as("cut at %d", cut).containsExactly(0x7fff_fff1, 5);
        }
    }

    @Test
    void ignoresReservedBitOfStreamId() {
        List<Integer> found = new ArrayList<>();
        FrameHeads finder = new FrameHeads(resets(found::add));
        finder.feed(new byte[24]);
        finder.feed(frame(RST_STREAM, 0x8000_0007, 4));
        assertThat(found).containsExactly(7);
    }

    @Test
    @DisplayName("A reset that Helidon must not see becomes a frame that it passes over")
    void hidesReset_whenToldTo() {
        byte[] bytes = ByteBuffer.allocate(24 + 2 * 13)
                .put(new byte[24])
                .put(frame(RST_STREAM, 7, 4))
                .put(frame(RST_STREAM, 9, 4))
                .array();
        new FrameHeads(resets(streamId -> streamId == 9)).feed(bytes);
        assertThat(bytes[24 + 3]).isEqualTo(FrameType.UNDEFINED);
        assertThat(bytes[24 + 13 + 3]).isEqualTo((byte) RST_STREAM);
    }

    /** Shows all frames but the resets that are not let through. */
    private static FrameHeads.Watcher resets(IntPredicate shown) {
        return (type, flags, streamId, length) -> type != RST_STREAM || shown.test(streamId);
    }

    /** A frame whose payload is all 3s, so that a finder out of step would see resets in it. */
    private static byte[] frame(int type, int streamId, int length) {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) RST_STREAM);
        return ByteBuffer.allocate(9 + length)
                .putInt(length << 8 | type)
                .put((byte) 0)
                .putInt(streamId)
                .put(payload)
                .array();
    }
}
