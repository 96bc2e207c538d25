package dev.parley.server.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for what must be true within a second. */
public final class Soon {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Soon() {}

    public static void isTrue(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(SECOND)
                .until(condition);
    }
}
