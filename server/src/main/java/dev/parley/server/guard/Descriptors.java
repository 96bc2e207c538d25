package dev.parley.server.guard;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files, connections among them, that the process has open, of those that it may have. Counting takes longer the more
 * there are, so it is done only as often as they can become too many. Thread-safe.
 */
public final class Descriptors {
    private static final Logger LOG = LoggerFactory.getLogger("parley.connections");
    private static final int PERCENT = 100;
    /** So few callers need no look at all. */
    private static final int FEW = 64;
    /** A connection may bring others with it: what is free is looked at again when a quarter of it may be gone. */
    private static final int EACH = 4;

    private static final long OLDEST = Duration.ofSeconds(1).toNanos();

    private final int percent;
    private int asked;
    private long left;
    private long counted;
    private boolean many;
    private @Nullable Table table;

    /** {@code percent} of all that there may be are many; 0: none are. */
    public Descriptors(int percent) {
        this.percent = percent;
    }

    /** Whether too many are open for one more connection, of which {@code callers} are open. Asked for each. */
    public synchronized boolean areMany(int callers) {
        if (percent == 0 || table == null && callers < FEW) {
            return false;
        }
        long now = System.nanoTime();
        asked++;
        if (table == null || asked * (long) EACH >= left || now - counted > OLDEST) {
            if (table == null) {
                table = Table.ofProcess();
            }
            left = table.most() * percent / PERCENT - table.open();
            counted = now;
            asked = 0;
            tell(table);
        }
        return many;
    }

    private void tell(Table now) {
        if (many == left <= 0) {
            return;
        }
        many = left <= 0;
        LOG.warn(
                "connections are {}: {} of {} files may be open (connections.max-files)",
                many ? "not taken" : "taken again",
                now.most() * percent / PERCENT,
                now.most());
    }

    /** What the system says of the process. */
    private record Table(@Nullable UnixOperatingSystemMXBean system, long most) {
        static Table ofProcess() {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? new Table(unix, unix.getMaxFileDescriptorCount())
                    : new Table(null, Long.MAX_VALUE / PERCENT);
        }

        long open() {
            return system == null ? 0 : system.getOpenFileDescriptorCount();
        }
    }
}
