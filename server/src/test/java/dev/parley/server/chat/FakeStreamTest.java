package dev.parley.server.chat;

import static dev.parley.server.chat.Scripted.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.delivery.FakeTurn;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("GM-42: the chunks of a whole answer come in their time")
class FakeStreamTest {
    private static final Duration DELAY = Duration.ofMillis(50);

    private final Scripted host = new Scripted("host", "a");
    private final AtomicInteger fetched = new AtomicInteger();
    private final Moments moments = new Moments();

    @Test
    void waitsBetweenChunks_andBeforeNothingElse() {
        FakeStream stream = stream(Long.MAX_VALUE);
        List<Long> times = new ArrayList<>();
        for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
            if (event.hasPartDelta()) {
                times.add(moments.now());
                assertThat(stream.buffered())
                        .isEqualTo(event.getPartDelta().getText().equals("g"));
            }
        }
        assertThat(times).containsExactly(0L, 50_000_000L, 100_000_000L, 150_000_000L);
        assertThat(moments.waited).containsExactly(50_000_000L, 100_000_000L, 150_000_000L);
        assertThat(fetched).hasValue(1);
    }

    @Test
    @DisplayName("A reader that is slow itself does not wait as well")
    void doesNotWait_whenTimeHasPassed() {
        FakeStream stream = stream(Long.MAX_VALUE);
        while (!stream.next().hasPartDelta()) {}
        moments.now += DELAY.toNanos();
        assertThat(stream.buffered()).isTrue();
    }

    @Test
    @DisplayName("COM-10: when the call's time is over, the rest comes at once")
    void delaysNothing_afterTheTotal() {
        FakeStream stream = stream(60_000_000L);
        while (stream.next() != null) {}
        assertThat(moments.now()).isEqualTo(60_000_000L);
    }

    @Test
    @DisplayName("COM-08: closing ends a wait at once")
    void ends_whenClosedWhileWaiting() throws Exception {
        host.then(answer("ab"));
        CountDownLatch waiting = new CountDownLatch(1);
        Pause real = new Pause() {
            @Override
            boolean until(long moment) {
                waiting.countDown();
                return super.until(moment);
            }
        };
        FakeStream stream = new FakeStream(
                host.chat(null), new FakeTurn(1), Duration.ofHours(1), real, Long.MAX_VALUE, fetched::incrementAndGet);
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> assertThatThrownBy(() -> {
                    while (stream.next() != null) {}
                })
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_CANCELLED)));
        assertThat(waiting.await(5, TimeUnit.SECONDS)).isTrue();

        stream.close();

        reader.get(2, TimeUnit.SECONDS);
    }

    private FakeStream stream(long totalEnd) {
        host.then(answer("abcdefg"));
        return new FakeStream(host.chat(null), new FakeTurn(2), DELAY, moments, totalEnd, fetched::incrementAndGet);
    }

    /** Time that passes by waiting alone. */
    private static final class Moments extends Pause {
        private final List<Long> waited = new ArrayList<>();
        private long now;

        @Override
        long now() {
            return now;
        }

        @Override
        boolean until(long moment) {
            waited.add(moment);
            now = Math.max(now, moment);
            return true;
        }
    }
}
