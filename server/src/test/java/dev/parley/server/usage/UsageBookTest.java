package dev.parley.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Usage;
import dev.parley.server.store.UsageTable;
import dev.parley.server.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MA-13: usage by key and model begins anew with each period, and outlives a restart")
class UsageBookTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void beginsAnew_atMidnightOfTheZone() {
        UsageBook book = book(UsageTable.NOWHERE, Duration.ofDays(1));
        book.add(call("ann", "m"));
        now = Instant.parse("2026-11-21T22:59:59Z");
        assertThat(book.report().keys()).containsOnlyKeys("ann");
        now = Instant.parse("2026-11-21T23:00:00Z");
        assertThat(book.report().keys()).isEmpty();
        assertThat(book.report().models()).isEmpty();
        assertThat(book.report().total().requests()).isZero();
        assertThat(book.report().since()).isEqualTo(now);
        assertThat(book.report().days()).containsOnlyKeys("2026-11-21");
    }

    @Test
    void neverBeginsAnew_whenTheIntervalIsZero() {
        UsageBook book = book(UsageTable.NOWHERE, Duration.ZERO);
        book.add(call("ann", "m"));
        now = now.plus(Duration.ofDays(400));
        assertThat(book.report().keys()).containsOnlyKeys("ann");
        assertThat(book.report().hours()).isEmpty();
        assertThat(book.report().days()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT24H, 2026-11-21T12:34:56Z, 2026-11-20T23:00:00Z",
        "PT24H, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z",
        "PT1H, 2026-11-21T12:34:56Z, 2026-11-21T12:00:00Z",
        "PT6H, 2026-11-21T12:34:56Z, 2026-11-21T11:00:00Z",
        "PT0S, 2026-11-21T12:34:56Z, 1970-01-01T00:00:00Z"
    })
    void startsPeriod_onTheClocksOfTheZone(Duration interval, Instant moment, Instant start) {
        assertThat(new UsagePeriod(interval, BERLIN).start(moment)).isEqualTo(start);
    }

    @Test
    void forgetsHoursAfterTwoDays_andDaysAfterAMonth() {
        UsageBook book = book(UsageTable.NOWHERE, Duration.ofDays(1));
        for (int hour = 0; hour < 24 * 40; hour++) {
            book.add(call("ann", "m"));
            now = now.plus(Duration.ofHours(1));
        }
        assertThat(book.report().hours()).hasSize(48);
        assertThat(book.report().days()).hasSize(32);
    }

    @Test
    void tellsNoModelNames_thatCallersMadeUp() {
        UsageBook book = new UsageBook(
                UsageTable.NOWHERE, new UsagePeriod(Duration.ofDays(1), BERLIN), "m"::equals, InstantSource.system());
        book.add(failed("m"));
        book.add(failed("made-up"));
        book.add(call("ann", "answered"));
        book.add(failed("answered"));
        assertThat(book.report().models()).containsOnlyKeys("m", "other", "answered");
        assertThat(book.report().models().get("answered").requests()).isEqualTo(2);
    }

    @Test
    void outlivesRestart_withinThePeriod(@TempDir Path folder) {
        try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
            UsageBook book = book(store.usage(), Duration.ofDays(1));
            book.add(call("ann", "m"));
            book.add(call("ann", "m"));
        }
        now = now.plus(Duration.ofHours(1));
        UsageReport before;
        try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
            UsageBook book = book(store.usage(), Duration.ofDays(1));
            book.add(call("ann", "m"));
            before = book.report();
            assertThat(before.keys().get("ann").requests()).isEqualTo(3);
            assertThat(before.keys().get("ann").createdAt()).isEqualTo("2026-11-21T12:00:00Z");
            assertThat(before.keys().get("ann").lastUsed()).isEqualTo(now);
        }
        now = now.plus(Duration.ofDays(1));
        try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
            UsageBook book = book(store.usage(), Duration.ofDays(1));
            assertThat(book.report().keys()).isEmpty();
            assertThat(book.report().days()).isEqualTo(before.days());
        }
        try (SqliteStore store = SqliteStore.open(folder, Map.of())) {
            assertThat(store.usage().saved().keySet())
                    .extracting(UsageTable.Row::view)
                    .contains(UsageTable.View.DAY);
            assertThat(store.usage().saved().keySet())
                    .extracting(UsageTable.Row::view)
                    .doesNotContain(UsageTable.View.KEY);
        }
    }

    private UsageBook book(UsageTable table, Duration interval) {
        return new UsageBook(table, new UsagePeriod(interval, BERLIN), model -> true, () -> now);
    }

    private static CallRecord call(String caller, String model) {
        Completed served = Completed.newBuilder()
                .setUsage(Usage.newBuilder().setInputTokens(5).setOutputTokens(2))
                .build();
        return new CallRecord("id", caller, model, served, ErrorCode.ERROR_CODE_UNSPECIFIED, 1, 1);
    }

    private static CallRecord failed(String model) {
        return new CallRecord("id", "ann", model, Completed.getDefaultInstance(), ErrorCode.ERROR_CODE_NOT_FOUND, 1, 0);
    }
}
