package dev.parley.server.management.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.management.v1.ListProbesRequest;
import dev.parley.management.v1.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MA-26: probes by schedule")
class ProbeScheduleTest {
    @Test
    @DisplayName("by default daily at 07:00 UTC, but only if it is enabled; what was missed is made up for once")
    void probesDaily() {
        try (CredentialBench bench = new CredentialBench("PROBE_ENABLED", "true")) {
            bench.upload("bob");
            ProbeSchedule schedule = bench.services.schedule();
            assertThat(schedule.facts()).isEqualTo(new ProbeFacts(Instant.parse("2026-01-01T07:00:00Z"), null, 0, 0));

            bench.clock.advance(Duration.ofHours(7).minusSeconds(1));
            schedule.look();
            assertThat(history(bench)).isEmpty();
            bench.clock.advance(Duration.ofSeconds(1));
            schedule.look();
            schedule.look();
            assertThat(history(bench)).singleElement().satisfies(probe -> {
                assertThat(probe.getSource()).isEqualTo("auto");
                assertThat(probe.getSuccess()).isOne();
            });
            bench.clock.advance(Duration.ofDays(5));
            schedule.look();
            schedule.look();

            assertThat(history(bench)).hasSize(2);
            assertThat(schedule.facts())
                    .isEqualTo(new ProbeFacts(
                            Instant.parse("2026-01-07T07:00:00Z"), Instant.parse("2026-01-06T07:00:00Z"), 1, 1));
            assertThat(bench.deeds).contains("probe-schedule credential.probe g/gemini-2.5-flash");
        }
    }

    @Test
    void doesNothing_whenItIsOff() {
        try (CredentialBench bench = new CredentialBench()) {
            bench.upload("bob");
            bench.clock.advance(Duration.ofDays(2));
            bench.services.schedule().look();
            assertThat(history(bench)).isEmpty();
            assertThat(bench.services.schedule().facts().next()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"50, 1, false", "51, 1, true", "100, 0, false", "1, 2, true", "0, 2, false"})
    @DisplayName("under so many percent the model is disabled, with a reason")
    void disablesModel(int below, int failing, boolean disabled) {
        try (CredentialBench bench =
                new CredentialBench("PROBE_ENABLED", "true", "PROBE_DISABLE_MODEL_BELOW", String.valueOf(below))) {
            bench.upload("ann");
            bench.upload("bob");
            List.of("ann", "bob").subList(0, failing).forEach(name -> bench.host.fail("secret-of-" + name, 403, 0, 0));
            bench.clock.advance(Duration.ofDays(1));

            bench.services.schedule().look();

            assertThat(bench.disabled).hasSize(disabled ? 1 : 0);
            assertThat(bench.disabled)
                    .allMatch(told -> told.startsWith(
                            "probe-schedule: g/gemini-2.5-flash: Only %d of 2 credentials".formatted(2 - failing)));
        }
    }

    @Test
    @DisplayName("fifty probes are kept")
    void keepsFifty() {
        try (CredentialBench bench = new CredentialBench("PROBE_ENABLED", "true")) {
            for (int day = 0; day < 55; day++) {
                bench.clock.advance(Duration.ofDays(1));
                bench.services.schedule().look();
            }
            List<Probe> history = bench.services
                    .history()
                    .latest(ListProbesRequest.newBuilder().setLimit(50).build())
                    .getHistoryList();
            assertThat(history).hasSize(50);
            assertThat(history.getFirst().getTimestamp().getSeconds())
                    .isEqualTo(bench.clock.instant().getEpochSecond());
            assertThat(history(bench)).hasSize(20);
        }
    }

    private static List<Probe> history(CredentialBench bench) {
        return bench.services
                .history()
                .latest(ListProbesRequest.getDefaultInstance())
                .getHistoryList();
    }
}
