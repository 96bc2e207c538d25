package dev.parley.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.Effort;
import dev.parley.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag(Effort.TAG)
@DisplayName("faults 7: wherever a recorded stream is cut in two segments, the caller gets the same bytes")
class SplitPointsTest {
    @ParameterizedTest
    @EnumSource(Family.class)
    void isTheSame_cutAnywhere(Family family) {
        try (Bench bench = new Bench(UnaryOperator.identity(), lane -> lane.family() == family && isHttp(lane))) {
            bench.lanes().forEach(lane -> cutAnywhere(lane, bench.port()));
        }
    }

    private static boolean isHttp(Lane lane) {
        return lane.stream() && (lane.wire() == Wire.OPENAI || lane.wire() == Wire.CLAUDE);
    }

    private static void cutAnywhere(Lane lane, int port) {
        byte[] stream = lane.family().frames(Fault.TEXT).getBytes(StandardCharsets.UTF_8);
        String whole = said(lane, port, stream, stream.length);
        assertThat(whole).contains("😀");
        int step = Math.max(1, stream.length / Effort.of(25, stream.length));
        for (int cut = 1; cut < stream.length; cut += step) {
            assertThat(said(lane, port, stream, cut)).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    /** All that the caller gets but for what is made up anew each time: heads, ids and times. */
    private static String said(Lane lane, int port, byte[] stream, int cut) {
        lane.play(List.of((family, streamed, key) -> Reply.raw(family.head())
                .bytes(Arrays.copyOf(stream, cut))
                .pause(1)
                .bytes(Arrays.copyOfRange(stream, cut, stream.length))));
        String raw = lane.ask(port).raw();
        return raw.substring(raw.indexOf('\n'))
                .replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"\"")
                .replaceAll("\"created\":\\d+", "\"created\":0");
    }
}
