package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.Effort;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag(Effort.TAG)
@DisplayName(
        "Every reader keeps its laws: on what it reads well, on what once broke them, and on what is a little wrong")
class ReadersTest {
    private static final long SEED = 7;
    private static final Duration SLOW = Duration.ofSeconds(5);

    static Stream<FuzzTarget> readers() {
        return Targets.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void keepsItsLaws(FuzzTarget target) {
        List<byte[]> inputs = Corpus.of(target);
        assertThat(inputs).isNotEmpty();
        inputs.forEach(input -> read(target, input));
        Mutations mutations = new Mutations(inputs, SEED);
        for (int left = Effort.of(500, 20_000); left > 0; left--) {
            read(target, mutations.next());
        }
    }

    private static void read(FuzzTarget target, byte[] input) {
        long begin = System.nanoTime();
        try {
            target.reader().read(input);
        } catch (Throwable broken) {
            throw new AssertionError(target + " breaks a law on " + shown(input), broken);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("time that %s takes for %s", target, shown(input))
                .isLessThan(SLOW);
    }

    private static String shown(byte[] input) {
        return "base64 " + Base64.getEncoder().encodeToString(input);
    }
}
