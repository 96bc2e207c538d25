package dev.parley.server.management.credentials;

import dev.parley.management.v1.Probe;
import dev.parley.server.access.Actor;
import dev.parley.server.config.CronTimes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes at the times of a cron expression (MA-26). It looks at the clock every few seconds, so that a clock that is
 * set, or a machine that was asleep, delays a probe at most; of several that were missed, one is made up for.
 */
public final class ProbeSchedule {
    private static final Logger LOG = LoggerFactory.getLogger("parley.management");
    private static final int LOOK_SECONDS = 5;
    private static final Actor SCHEDULE = new Actor("probe-schedule", "", false);

    private final @Nullable CronTimes times;
    private final Probes probes;
    private final ProbeHistory history;
    private final ModelSwitch models;
    private final Consumer<Probe> onProbe;
    private final InstantSource clock;
    private volatile @Nullable Instant next;

    /**
     * A schedule that has not begun.
     *
     * @param times null: there are none
     * @param onProbe hears of each that is over
     * @param clock the wall clock
     */
    ProbeSchedule(
            @Nullable CronTimes times,
            Probes probes,
            ProbeHistory history,
            ModelSwitch models,
            Consumer<Probe> onProbe,
            InstantSource clock) {
        this.times = times;
        this.probes = probes;
        this.history = history;
        this.models = models;
        this.onProbe = onProbe;
        this.clock = clock;
        this.next = times == null ? null : times.after(clock.instant());
    }

    /** From now on this executor probes, until it is shut down. */
    public void start(ScheduledExecutorService executor) {
        if (times != null) {
            executor.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** How the probes stand. Blocks while the last one is read. */
    public ProbeFacts facts() {
        List<Probe> last = history.latest(1);
        if (last.isEmpty()) {
            return new ProbeFacts(next, null, 0, 0);
        }
        Probe probe = last.getFirst();
        Instant time = Instant.ofEpochSecond(
                probe.getTimestamp().getSeconds(), probe.getTimestamp().getNanos());
        return new ProbeFacts(next, time, probe.getSuccess(), probe.getTotal());
    }

    /** Probes if it is time; blocks until that is done. */
    void look() {
        Instant now = clock.instant();
        Instant due = next;
        if (times == null || due == null || now.isBefore(due)) {
            return;
        }
        next = times.after(now);
        try {
            probes.probe(SCHEDULE, models);
            history.latest(1).forEach(onProbe);
        } catch (RuntimeException e) {
            LOG.error("the probe by schedule failed inside", e);
        }
    }
}
