package dev.parley.server.management.system;

import dev.parley.management.v1.Health;
import dev.parley.server.config.ProbeSettings;
import dev.parley.server.management.Times;
import dev.parley.server.management.credentials.ProbeFacts;
import java.time.Instant;

/** How the scheduled test of credentials stands, as health tells it. */
public final class AutoProbes {
    private AutoProbes() {}

    /** What is set, and what has happened. */
    public static Health.AutoProbe of(ProbeSettings settings, ProbeFacts facts) {
        Health.AutoProbe.Builder probe = Health.AutoProbe.newBuilder()
                .setEnabled(settings.enabled())
                .setModel(settings.model())
                .setTimeoutSec((int) settings.timeout().toSeconds());
        Instant next = facts.next();
        if (next != null) {
            probe.setNextSchedule(Times.of(next));
        }
        Instant last = facts.last();
        if (last != null) {
            probe.setLastRun(Times.of(last))
                    .setLastProbe(Health.ProbeSummary.newBuilder()
                            .setSuccess(facts.success())
                            .setTotal(facts.total()));
        }
        return probe.build();
    }
}
