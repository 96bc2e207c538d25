package dev.parley.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A rate is a bucket of a minute's worth that fills evenly")
class BucketTest {
    private static final long START = TimeUnit.DAYS.toNanos(20_000);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Bucket bucket = new Bucket();

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 60, 1000, 999_983})
    void givesAMinutesWorthAtOnce_andThenOneAfterTheOther(long perMinute) {
        for (long i = 0; i < perMinute; i++) {
            assertThat(bucket.left(START, perMinute)).isEqualTo(perMinute - i);
            assertThat(bucket.take(START, perMinute)).isZero();
        }
        long wait = bucket.take(START, perMinute);
        assertThat(wait).isPositive().isLessThanOrEqualTo(60 * SECOND / perMinute);
        assertThat(bucket.take(START + wait - 1, perMinute)).isEqualTo(1);
        assertThat(bucket.take(START + wait, perMinute)).isZero();
    }

    @Test
    void neverGivesMoreThanItsRate_whoeverAsksWhen() {
        Random random = new Random(7);
        long perMinute = 90;
        long now = START;
        long given = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextLong(SECOND);
            given += bucket.take(now, perMinute) == 0 ? 1 : 0;
        }
        long minutes = Math.ceilDiv(now - START, 60 * SECOND);
        assertThat(given).isBetween(perMinute * (minutes - 1), perMinute * (minutes + 1));
    }

    @Test
    void isExact_whenManyTakeAtOnce() {
        long given = IntStream.range(0, 10_000)
                .parallel()
                .filter(i -> bucket.take(START, 100) == 0)
                .count();
        assertThat(given).isEqualTo(100);
    }

    @Test
    void waitsForWhatIsOwed_whenMoreWasChargedThanThereIs() {
        bucket.charge(START, 90, 60);
        assertThat(bucket.left(START, 60)).isEqualTo(-30);
        assertThat(bucket.untilAny(START)).isBetween(30 * SECOND, 30 * SECOND + 1);
        assertThat(bucket.untilAny(START + 31 * SECOND)).isZero();
        assertThat(bucket.left(START + 31 * SECOND, 60)).isEqualTo(1);
    }

    @Test
    void givesWhatTheLimitOfTheMomentSays() {
        bucket.charge(START, 30, 60);
        assertThat(bucket.left(START, 60)).isEqualTo(30);
        assertThat(bucket.left(START, 600)).isEqualTo(300);
    }
}
