package dev.parley.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.Effort;
import dev.parley.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Effort.TAG)
@DisplayName("faults 7, COM-11: a host that is slow to begin is waited for, and callers of streams hear that they are")
class SlowFirstByteTest {
    private static final Duration SLOW = Effort.of(Duration.ofMillis(800), Duration.ofSeconds(30));
    private static final Duration HEARTBEAT = SLOW.dividedBy(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void keepsCallersWaiting_untilTheAnswerComes() throws Exception {
        String most = SLOW.multipliedBy(2).plusSeconds(10).toSeconds() + "s";
        try (Bench bench = new Bench(
                UnaryOperator.identity(),
                lane -> true,
                "STREAMING_HEARTBEAT",
                HEARTBEAT.toMillis() + "ms",
                "TIMEOUTS_FIRST_EVENT",
                most,
                "TIMEOUTS_TOTAL",
                most)) {
            List<Future<?>> calls = bench.lanes().stream()
                    .<Future<?>>map(lane -> threads.submit(() -> waits(lane, bench.port())))
                    .toList();
            for (Future<?> call : calls) {
                call.get();
            }
        }
    }

    private static void waits(Lane lane, int port) {
        lane.play(List.of((family, stream, key) -> Reply.raw("")
                .pause(SLOW.toMillis())
                .then(family.answer(Fault.TEXT, stream).text())));
        Seen seen = lane.ask(port);
        assertThat(seen.text()).as("%s: %s", lane, seen).isEqualTo(Fault.TEXT);
        assertThat(seen.ended()).as("%s", lane).isTrue();
        assertThat(lane.asked()).as("%s", lane).hasSize(1);
        if (lane.stream()) {
            assertThat(heartbeats(lane.wire(), seen.raw()))
                    .as("%s: %s", lane, seen.raw())
                    .isBetween(3L, 20L);
        }
    }

    /** Those before the answer begins. */
    private static long heartbeats(Wire wire, String raw) {
        String before = raw.substring(
                0,
                raw.indexOf(
                        switch (wire) {
                            case OPENAI -> "data: ";
                            case CLAUDE -> "message_start";
                            case GRPC, REST -> "started {";
                        }));
        return before.split(
                                switch (wire) {
                                    case OPENAI -> ": keep-alive";
                                    case CLAUDE -> "event: ping";
                                    case GRPC, REST -> "heartbeat";
                                },
                                -1)
                        .length
                - 1L;
    }
}
