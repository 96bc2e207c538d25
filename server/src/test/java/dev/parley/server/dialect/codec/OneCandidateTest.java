package dev.parley.server.dialect.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.Started;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Callers who want one answer get the one that begins first, whatever number its host gave it")
class OneCandidateTest {
    private final OneCandidate one = new OneCandidate();

    @Test
    void takesTheFirstThatBegins_andNoOther() {
        assertThat(one.concerns(started(5))).isTrue();
        assertThat(one.concerns(started(0))).isFalse();
        assertThat(one.concerns(done(0))).isFalse();
        assertThat(one.concerns(done(5))).isTrue();
        assertThat(one.concerns(
                        event(5).setFinished(Finish.getDefaultInstance()).build()))
                .isTrue();
    }

    @Test
    void takesWhatConcernsTheWholeStream() {
        assertThat(one.concerns(started(5))).isTrue();
        assertThat(one.concerns(
                        event(0).setCompleted(Completed.getDefaultInstance()).build()))
                .isTrue();
    }

    private static ChatEvent started(int candidate) {
        return event(candidate).setStarted(Started.getDefaultInstance()).build();
    }

    private static ChatEvent done(int candidate) {
        return event(candidate).setPartDone(PartDone.getDefaultInstance()).build();
    }

    private static ChatEvent.Builder event(int candidate) {
        return ChatEvent.newBuilder().setCandidate(candidate);
    }
}
