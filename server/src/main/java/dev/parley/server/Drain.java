package dev.parley.server;

import dev.parley.server.chat.Admission;
import dev.parley.server.chat.ChatPipeline;
import dev.parley.server.chat.Pulse;
import dev.parley.server.metrics.Metrics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of all calls, before the listeners close: new ones are refused, open ones may go on for the grace, and then
 * their callers are told in their own dialects that this was all.
 */
record Drain(ChatPipeline pipeline, Metrics metrics, Pulse pulse, Duration grace) {
    private static final Logger LOG = LoggerFactory.getLogger("parley");

    /** How long callers may take to read that their call was ended, and how long the last bytes may take after that. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** Blocks until no reply is being written, at most for the grace and twice the farewell; less if interrupted. */
    void await() {
        Admission admission = pipeline.admission();
        admission.refuse();
        try {
            if (!admission.awaitEmpty(grace)) {
                LOG.warn("{} calls were still open after {}; they are ended", admission.openCalls(), grace);
                pipeline.endOpenCalls();
                admission.awaitEmpty(FAREWELL);
            }
            awaitReplies();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A call has left before its reply has. */
    private void awaitReplies() throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        Pulse.Beat look = now -> {
            if (inflight() == 0) {
                written.countDown();
            }
        };
        look.beat(0);
        pulse.add(look);
        try {
            if (!written.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} replies are cut: their callers do not read them", inflight());
            }
        } finally {
            pulse.remove(look);
        }
    }

    private long inflight() {
        return metrics.http().inflight() + metrics.grpc().inflight();
    }
}
