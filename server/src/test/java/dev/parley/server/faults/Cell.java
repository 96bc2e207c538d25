package dev.parley.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ErrorStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A fault in a lane.
 *
 * @param healed whether the host does it once alone, and then answers as it should
 */
record Cell(Fault fault, Lane lane, boolean healed) {
    /** All of a fault; {@code healed}: of its healings. */
    static List<Cell> of(Fault fault, boolean healed, List<Lane> lanes) {
        return lanes.stream()
                .filter(lane -> fault.outcome(lane.family()) != null)
                .map(lane -> new Cell(fault, lane, healed))
                .filter(cell -> !healed || cell.heals())
                .toList();
    }

    private boolean heals() {
        return fault.rest() == 0
                && Objects.requireNonNull(fault.outcome(lane.family())).sends() > 1;
    }

    /** Whether it is played in every build; {@code turn}: the number of the fault, so that each has other cells. */
    boolean isBrief(int turn) {
        int wire = lane.wire().number();
        boolean itsTurn = lane.stream() == ((turn + wire) % 2 == 0);
        boolean oneWire = healed || fault.isAlone();
        return wire >= 0 && itsTurn && (!oneWire || wire == turn % Wire.BRIEF);
    }

    /** What must come of it. */
    Outcome outcome() {
        Outcome outcome = Objects.requireNonNull(fault.outcome(lane.family()));
        return healed ? new Outcome.Answers(Fault.TEXT, 2, outcome.within().dividedBy(2)) : outcome;
    }

    /** Plays it against the gateway at this port, and fails unless all is as it must be. */
    void play(int port) {
        Outcome outcome = outcome();
        lane.play(Collections.nCopies(healed ? 1 : outcome.sends(), fault.script()));
        long begun = System.nanoTime();
        Seen seen = lane.ask(port);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        switch (outcome) {
            case Outcome.Answers answers -> answered(answers, seen);
            case Outcome.Fails fails -> failed(fails.code(), fails.reason(), seen);
            case Outcome.Breaks breaks -> {
                // What came at once with the fault need not have been passed on.
                if (seen.status() == 200) {
                    broken(breaks, seen);
                } else {
                    failed(breaks.code(), breaks.reason(), seen);
                }
            }
        }
        assertThat(lane.asked()).as("sends; %s", seen).hasSize(outcome.sends());
        assertThat(seen.raw()).doesNotContain(Lane.CANARY);
        assertThat(took).as("deadline").isLessThan(outcome.within().plus(Limits.SLACK));
        Soon.isTrue("the host is left", () -> lane.host().answering() == 0);
    }

    private static void answered(Outcome.Answers answers, Seen seen) {
        assertThat(seen.status()).as("%s", seen).isEqualTo(200);
        assertThat(seen.text()).isEqualTo(answers.text());
        assertThat(seen.error()).as("%s", seen).isFalse();
        assertThat(seen.ended()).as("%s", seen).isTrue();
        assertThat(seen.finish()).isNotEmpty();
    }

    /** OpenAI's wire has words of its own for some errors, and no finer ones. */
    private String reason(ErrorCode code, String reason) {
        return lane.wire() == Wire.OPENAI && code == ErrorCode.ERROR_CODE_TIMEOUT ? "timeout" : reason;
    }

    private void failed(ErrorCode code, String reason, Seen seen) {
        assertThat(seen.status()).as("%s", seen).isEqualTo(ErrorStatus.of(code).http());
        assertThat(seen.text()).isEmpty();
        // The clock goes on while a date is read.
        assertThat(seen.rest()).as("%s", seen).isBetween(Math.max(fault.rest() - 5L, Math.min(fault.rest(), 1)), (long)
                fault.rest());
        unfinished(reason(code, reason), seen);
    }

    private void broken(Outcome.Breaks breaks, Seen seen) {
        assertThat(seen.text()).as("%s", seen).isEqualTo(breaks.text());
        unfinished(reason(breaks.code(), breaks.reason()), seen);
    }

    /** An error in the wire's own shape, and no end that the model did not make. */
    private static void unfinished(String reason, Seen seen) {
        assertThat(seen.reason()).as("%s", seen).isEqualTo(reason);
        assertThat(seen.error()).as("%s", seen).isTrue();
        assertThat(seen.ended()).as("%s", seen).isFalse();
        assertThat(seen.finish()).isEmpty();
    }

    @Override
    public String toString() {
        return "%s: %s%s".formatted(lane, fault, healed ? ", once" : "");
    }
}
