package dev.parley.server.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Caller;
import dev.parley.server.config.KeyLimits;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.BudgetTable.Charged;
import dev.parley.server.store.BudgetTable.Period;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a caller key may use")
class LimitsTest {
    private static final Caller ANN = LimitBench.caller("ann");
    private static final Caller BOB = LimitBench.caller("bob");

    @ParameterizedTest
    @CsvSource({
        "REQUESTS_PER_MINUTE, RATE_LIMITED, rate_limit_exceeded, PT20S",
        "TOKENS_PER_MINUTE, RATE_LIMITED, rate_limit_exceeded, PT0.001S",
        "CONCURRENT_CALLS, RATE_LIMITED, rate_limit_exceeded, PT1S",
        "TOKENS_PER_DAY, QUOTA_EXHAUSTED, insufficient_quota, PT1M",
        "TOKENS_PER_MONTH, QUOTA_EXHAUSTED, insufficient_quota, PT216H1M",
        "TOKENS_TOTAL, QUOTA_EXHAUSTED, insufficient_quota,",
    })
    void refusesTheFourth_thatALimitOfThreeMeets(
            String limit, String code, String reason, @Nullable Duration retryAfter) {
        Limits limits = new LimitBench("DEFAULT_" + limit, "3").limits();
        for (int i = 0; i < 3; i++) {
            enter(limits, ANN);
            limits.charge(ANN, 1, false);
        }
        assertThatThrownBy(() -> enter(limits, ANN))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.valueOf("ERROR_CODE_" + code));
                    assertThat(e.error().getReason()).isEqualTo(reason);
                    assertThat(e.getMessage())
                            .contains(
                                    "key ann may use 3 ",
                                    "limits.ann."
                                            + limit.toLowerCase(Locale.ROOT).replace('_', '-'));
                    assertThat(e.retryAfter() == null ? null : e.retryAfter().truncatedTo(ChronoUnit.MILLIS))
                            .isIn(retryAfter, retryAfter == null ? null : retryAfter.minusMillis(1));
                });
        enter(limits, BOB);
    }

    @Test
    void doesNotCountWhatItRefuses() {
        LimitBench bench = new LimitBench("DEFAULT_REQUESTS_PER_MINUTE", "60", "DEFAULT_CONCURRENT_CALLS", "1");
        Limits limits = bench.limits();
        KeyUse ann = enter(limits, ANN);
        IntStream.range(0, 100).forEach(i -> assertRefuses(limits, ANN));
        ann.places().leave();
        enter(limits, ANN);
        assertThat(limits.allowance(ANN).requests().left()).isEqualTo(58);
        assertThat(ann.places().taken()).isEqualTo(1);
    }

    @Test
    void chargesMoreThanIsLeft_andRefusesUntilThatHasFlowedBack() {
        LimitBench bench = new LimitBench("DEFAULT_TOKENS_PER_MINUTE", "600");
        Limits limits = bench.limits();
        enter(limits, ANN);
        limits.charge(ANN, 900, false);
        assertRefuses(limits, ANN);
        bench.pass(Duration.ofSeconds(30));
        assertRefuses(limits, ANN);
        bench.pass(Duration.ofMillis(1));
        enter(limits, ANN);
        assertThat(limits.allowance(ANN).tokens().left()).isZero();
    }

    @Test
    void beginsDaysAndMonthsAnew_andKeepsWhatWasChargedForTheNextProcess() {
        LimitBench bench = new LimitBench("DEFAULT_TOKENS_PER_DAY", "10", "DEFAULT_TOKENS_PER_MONTH", "15");
        Limits limits = bench.limits();
        limits.charge(ANN, 6, false);
        limits.charge(ANN, 4, true);
        assertRefuses(bench.limits(), ANN);
        bench.pass(Duration.ofMinutes(1));
        Limits next = bench.limits();
        enter(next, ANN);
        next.charge(ANN, 5, false);
        assertRefuses(next, ANN);
        assertThat(next.views().getFirst().spent())
                .extractingFromEntries(e -> e.getKey() + " " + e.getValue().charged())
                .containsExactly(
                        Period.DAY + " " + new Charged("2026-11-22", 5, 0),
                        Period.MONTH + " " + new Charged("2026-11", 15, 4),
                        Period.TOTAL + " " + new Charged("", 15, 4));
        bench.pass(Duration.ofDays(9));
        enter(next, ANN);
    }

    @Test
    void prefersWhatIsSetAtRunTime_toAKeysSettings_toThoseOfAll() {
        LimitBench bench = new LimitBench(
                "DEFAULT_REQUESTS_PER_MINUTE", "1", "ANN_REQUESTS_PER_MINUTE", "2", "ANN_TOKENS_PER_MINUTE", "9");
        LimitRules rules = bench.limits().rules();
        assertThat(rules.of(BOB)).isEqualTo(new KeyLimits(1L, null, null, null, null, null));
        assertThat(rules.of(ANN)).isEqualTo(new KeyLimits(2L, 9L, null, null, null, null));
        rules.keep(Map.of("ann", new KeyLimits(0L, null, 3L, null, null, null)));
        assertThat(rules.of(ANN)).isEqualTo(new KeyLimits(0L, 9L, 3L, null, null, null));
    }

    @Test
    void tellsNothing_andKeepsNothing_whenNothingIsLimited() {
        LimitBench bench = new LimitBench();
        Limits limits = bench.limits();
        enter(limits, ANN);
        limits.charge(ANN, 1000, false);
        assertThat(limits.allowance(ANN)).isNull();
        assertThat(bench.table).isEmpty();
    }

    @Test
    void letsInExactlyAsManyAsMayBeOpen_whenManyComeAtOnce() {
        Limits limits = new LimitBench("DEFAULT_CONCURRENT_CALLS", "50").limits();
        long entered =
                IntStream.range(0, 5000).parallel().filter(i -> enters(limits)).count();
        assertThat(entered).isEqualTo(50);
    }

    @Test
    void forgetsThoseThatUseNothing_whenThereAreVeryMany() {
        LimitBench bench = new LimitBench("DEFAULT_REQUESTS_PER_MINUTE", "100");
        Limits limits = bench.limits();
        for (int i = 0; i < 30_000; i++) {
            enter(limits, LimitBench.caller("stranger" + i)).places().leave();
            bench.pass(Duration.ofMillis(10));
        }
        assertThat(limits.views()).hasSizeLessThan(20_000);
    }

    private static boolean enters(Limits limits) {
        try {
            enter(limits, ANN);
            return true;
        } catch (ChatException e) {
            return false;
        }
    }

    private static KeyUse enter(Limits limits, Caller caller) {
        KeyUse use = limits.use(caller);
        limits.enter(caller, use);
        return use;
    }

    private static void assertRefuses(Limits limits, Caller caller) {
        assertThatThrownBy(() -> enter(limits, caller)).isInstanceOf(ChatException.class);
    }
}
