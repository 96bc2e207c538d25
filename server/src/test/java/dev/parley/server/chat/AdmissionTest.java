package dev.parley.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.Admission.Permit;
import dev.parley.server.error.ChatException;
import dev.parley.server.limit.LimitBench;
import dev.parley.server.metrics.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Room is bounded, every key has a part of it, and a shutdown waits for open calls")
class AdmissionTest {
    private static final Caller ANN = LimitBench.caller("ann");

    @Test
    void refuses_whenFull_andTakesAgain_whenOneHasLeft() {
        Admission admission = admission(2);
        Permit one = admission.enter(ANN);
        Permit two = admission.enter(ANN);
        assertRefuses(admission, ANN, ErrorCode.ERROR_CODE_RATE_LIMITED);

        one.close();
        one.close();

        Permit three = admission.enter(ANN);
        assertRefuses(admission, ANN, ErrorCode.ERROR_CODE_RATE_LIMITED);
        two.close();
        three.close();
        assertThat(admission.openCalls()).isZero();
    }

    @Test
    void drains() throws Exception {
        Admission admission = admission(2);
        Permit open = admission.enter(ANN);
        admission.refuse();
        assertRefuses(admission, ANN, ErrorCode.ERROR_CODE_UNAVAILABLE);
        assertThat(admission.awaitEmpty(Duration.ofMillis(1))).isFalse();
        CompletableFuture.runAsync(open::close);
        assertThat(admission.awaitEmpty(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void leavesRoomForOthers_whenOneWantsAll() {
        Admission admission = admission(900);
        assertThat(entered(admission, ANN)).isEqualTo(800);
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(entered(admission, LimitBench.caller("bob" + i)));
        }
        assertThat(others).containsExactly(89, 10, 1);
    }

    @Test
    void givesEqualParts_whenAllWantMoreThanThereIs() {
        Admission admission = admission(3300);
        List<Caller> callers =
                List.of(ANN, LimitBench.caller("bob"), LimitBench.caller("cid"), LimitBench.caller("dan"));
        int[] open = new int[callers.size()];
        for (int round = 0; round < 3300; round++) {
            for (int i = 0; i < open.length; i++) {
                open[i] += enters(admission, callers.get(i)) ? 1 : 0;
            }
        }
        assertThat(open).containsExactly(800, 800, 800, 800);
    }

    private static Admission admission(int most) {
        return new Admission(LimitBench.none(), () -> most, new Metrics().admission());
    }

    private static int entered(Admission admission, Caller caller) {
        int entered = 0;
        while (enters(admission, caller)) {
            entered++;
        }
        return entered;
    }

    private static boolean enters(Admission admission, Caller caller) {
        try {
            admission.enter(caller);
            return true;
        } catch (ChatException e) {
            return false;
        }
    }

    private static void assertRefuses(Admission admission, Caller caller, ErrorCode code) {
        assertThatThrownBy(() -> admission.enter(caller))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.retryAfter()).isPositive();
                });
    }
}
