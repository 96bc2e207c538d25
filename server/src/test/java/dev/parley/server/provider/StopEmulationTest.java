package dev.parley.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.server.chat.ChatStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("E-FIN-3: stop sequences of a provider that has none")
class StopEmulationTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // text, stop sequences, what is said, the sequence met
                "one END two, END, `one `, END",
                "one END two, two|END, `one `, END",
                "ENDless, END, ``, END",
                "an EN and an E, END, an EN and an E, ``",
                "aaab, aab, a, aab",
                "你好😀停, 停, 你好😀, 停",
                "x, longer than the text, x, ``",
            })
    void endsBeforeTheFirst_howeverTheTextIsCut(String text, String stops, String said, String met) {
        for (int size = 1; size <= text.length(); size++) {
            TextAnswer answer = TextAnswer.cut(text, size);

            List<ChatEvent> events = TextAnswer.all(StopEmulation.of(answer, Arrays.asList(stops.split("\\|"))));

            assertThat(said(events)).as("pieces of %d", size).isEqualTo(said);
            Finish finish = events.getLast().getFinished();
            assertThat(finish.getStopSequence()).isEqualTo(met);
            assertThat(finish.getReason())
                    .isEqualTo(
                            met.isEmpty() ? FinishReason.FINISH_REASON_STOP : FinishReason.FINISH_REASON_STOP_SEQUENCE);
            assertThat(answer.isClosed()).isEqualTo(!met.isEmpty());
        }
    }

    @Test
    void holdsNothingThatCannotBeAStop() {
        ChatStream stream = StopEmulation.of(new TextAnswer(List.of("hello ", "world")), List.of("END"));

        stream.next();
        stream.next();

        ChatEvent third = stream.next();
        assertThat(third).isNotNull();
        assertThat(third.getPartDelta().getText()).isEqualTo("hello ");
    }

    @Test
    void leavesTheStreamAlone_whenThereAreNone() {
        ChatStream answer = new TextAnswer(List.of("x"));
        assertThat(StopEmulation.of(answer, List.of())).isSameAs(answer);
    }

    private static String said(List<ChatEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.getPartDelta().getText()));
        return text.toString();
    }
}
