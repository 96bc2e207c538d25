package dev.parley.server.chat;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.protobuf.TextFormat;
import dev.parley.chat.v1.ChatEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events are written short: S started, P part started, D delta, E part done, U usage, F finished, a digit for the
 * candidate.
 */
@DisplayName("COM-03, COM-04: the order of events")
class EventGrammarTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "S F C",
                "Q Q H S P D D E P E U U F C",
                "S S1 P P1 D1 D E E1 F1 U F C",
                "S H P O D H E F S1 F1 H C",
                "S U F",
                "S P D E F",
            })
    void takesIt_whenInOrder(String events) {
        assertThatCode(() -> check(events)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "P, PART_STARTED",
        "F, FINISHED",
        "S S, STARTED",
        "S D, PART_DELTA",
        "S E, PART_DONE",
        "S P P, PART_STARTED",
        "S P F, FINISHED",
        "S P U, USAGE",
        "S U P, PART_STARTED",
        "S F D, PART_DELTA",
        "S F F, FINISHED",
        "S F S, STARTED",
        "S P1, PART_STARTED",
        "S Q, QUEUED",
        "S F C H, HEARTBEAT",
        "S F C C, COMPLETED",
        "S F S1 C, candidate 1",
        "C, without a candidate",
        "Q, without a candidate",
        "S P E, candidate 0",
        "?, without a kind",
    })
    void namesTheEvent_whenOutOfOrder(String events, String named) {
        assertThatIllegalStateException().isThrownBy(() -> check(events)).withMessageContaining(named);
    }

    private static void check(String events) throws TextFormat.ParseException {
        EventGrammar grammar = new EventGrammar();
        int[] parts = new int[2];
        for (String event : events.split(" ")) {
            int candidate = event.length() > 1 ? event.charAt(1) - '0' : 0;
            String text = switch (event.charAt(0)) {
                case 'S' -> "started {}";
                case 'P' -> "part_started { index: %d }".formatted(parts[candidate]++);
                case 'D' -> "part_delta {}";
                case 'E' -> "part_done {}";
                case 'U' -> "usage {}";
                case 'F' -> "finished {}";
                case 'C' -> "completed {}";
                case 'Q' -> "queued {}";
                case 'H' -> "heartbeat {}";
                case 'O' -> "opaque {}";
                default -> "";
            };
            grammar.check(TextFormat.parse("candidate: " + candidate + ' ' + text, ChatEvent.class));
        }
        grammar.checkEnd();
    }
}
