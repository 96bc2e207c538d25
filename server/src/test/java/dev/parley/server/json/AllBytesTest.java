package dev.parley.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllBytesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 1_000_000})
    void readsToTheEnd_whateverWasAnnounced(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        for (long announced : new long[] {-1, 0, length - 1, length, length + 1, Long.MAX_VALUE}) {
            assertThat(AllBytes.of(new ByteArrayInputStream(bytes), announced, 1 << 21))
                    .isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20_000, 200_000})
    void stops_whenItHasTheMost(int most) throws IOException {
        byte[] bytes = new byte[500_000];
        new Random(2).nextBytes(bytes);
        for (long announced : new long[] {-1, 500_000}) {
            assertThat(AllBytes.of(new ByteArrayInputStream(bytes), announced, most))
                    .isEqualTo(Arrays.copyOf(bytes, most));
        }
    }
}
