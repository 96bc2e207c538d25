package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MG-11, COM-15: chunks arrive as the host sends them")
class StreamTimingTest {
    private static final int CHUNKS = 6;
    private static final int GAP_MS = 200;
    private static final int LATE_MS = 20;

    /** The host stamps each chunk with its own clock, which is also ours. */
    @Test
    void bringsEachChunk_beforeTheNext_andMostWithinTwentyMilliseconds() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.lax(request -> paced());
                Gateway gateway = Gateway.start(
                        "ACCESS_API_KEYS",
                        Http.KEY,
                        "PROVIDERS_UP_TYPE",
                        "openai",
                        "PROVIDERS_UP_BASE_URL",
                        upstream.url(),
                        "PROVIDERS_UP_MODELS",
                        "m")) {
            lateness(gateway); // the first one warms classes up
            List<Long> late = lateness(gateway);
            assertThat(late).hasSize(CHUNKS);
            // A busy machine may hold one up, but what is buffered comes with the next one, or at the end.
            assertThat(late).allMatch(millis -> millis < GAP_MS, "before the next one was sent");
            assertThat(late.stream().sorted().toList().get(CHUNKS / 2))
                    .as("half of them")
                    .isLessThan(LATE_MS);
        }
    }

    private static Reply paced() {
        Reply reply = Hosts.begin();
        for (int i = 0; i < CHUNKS; i++) {
            reply.pause(GAP_MS).stamped(nanos -> "data: " + Hosts.delta("t=" + nanos) + "\n\n");
        }
        return Hosts.end(reply);
    }

    private static List<Long> lateness(Gateway gateway) throws Exception {
        List<Long> late = new ArrayList<>();
        Http.lines(gateway, "/v1/chat/completions", Http.chat("m", true)).body().forEach(line -> {
            int at = line.indexOf("t=");
            if (at >= 0) {
                long sent = Long.parseLong(line.substring(at + 2, line.indexOf('"', at)));
                late.add((System.nanoTime() - sent) / 1_000_000);
            }
        });
        return late;
    }
}
