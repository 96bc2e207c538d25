package dev.parley.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Room is bounded, and a shutdown waits for open calls")
class AdmissionTest {
    private final Scripted provider = new Scripted("p");
    private final Admission admission = new Admission(call -> provider.then().chat(null), () -> 2);

    @Test
    void refuses_whenFull_andTakesAgain_whenOneHasLeft() {
        ChatStream one = admission.open(Scripted.call());
        ChatStream two = admission.open(Scripted.call());
        assertRefuses(ErrorCode.ERROR_CODE_RATE_LIMITED);

        one.close();
        one.close();

        ChatStream three = admission.open(Scripted.call());
        assertRefuses(ErrorCode.ERROR_CODE_RATE_LIMITED);
        two.close();
        three.close();
        assertThat(admission.openCalls()).isZero();
    }

    @Test
    void forgetsCall_thatWasRefusedInside() {
        Admission strict = new Admission(
                call -> {
                    throw Scripted.failure(Blame.REQUEST, ErrorCode.ERROR_CODE_INVALID_REQUEST, "no");
                },
                () -> 1);
        assertThatThrownBy(() -> strict.open(Scripted.call())).isInstanceOf(ChatException.class);
        assertThat(strict.openCalls()).isZero();
    }

    @Test
    void drains() throws Exception {
        ChatStream open = admission.open(Scripted.call());
        admission.refuse();
        assertRefuses(ErrorCode.ERROR_CODE_UNAVAILABLE);
        assertThat(admission.awaitEmpty(Duration.ofMillis(1))).isFalse();
        CompletableFuture.runAsync(open::close);
        assertThat(admission.awaitEmpty(Duration.ofSeconds(5))).isTrue();
    }

    private void assertRefuses(ErrorCode code) {
        assertThatThrownBy(() -> admission.open(Scripted.call()))
                .asInstanceOf(type(ChatException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.retryAfter()).isPositive();
                });
    }
}
