package dev.parley.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Text;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.chat.EventGrammar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
            Answer answer = new Answer(pieces(text, size));

            List<ChatEvent> events = all(StopEmulation.of(answer, Arrays.asList(stops.split("\\|"))));

            assertThat(said(events)).as("pieces of %d", size).isEqualTo(said);
            Finish finish = events.getLast().getFinished();
            assertThat(finish.getStopSequence()).isEqualTo(met);
            assertThat(finish.getReason())
                    .isEqualTo(
                            met.isEmpty() ? FinishReason.FINISH_REASON_STOP : FinishReason.FINISH_REASON_STOP_SEQUENCE);
            assertThat(answer.closed).isEqualTo(!met.isEmpty());
        }
    }

    @Test
    void holdsNothingThatCannotBeAStop() {
        ChatStream stream = StopEmulation.of(new Answer(List.of("hello ", "world")), List.of("END"));

        stream.next();
        stream.next();

        ChatEvent third = stream.next();
        assertThat(third).isNotNull();
        assertThat(third.getPartDelta().getText()).isEqualTo("hello ");
    }

    @Test
    void leavesTheStreamAlone_whenThereAreNone() {
        ChatStream answer = new Answer(List.of("x"));
        assertThat(StopEmulation.of(answer, List.of())).isSameAs(answer);
    }

    private static List<ChatEvent> all(ChatStream stream) {
        List<ChatEvent> events = new ArrayList<>();
        EventGrammar grammar = new EventGrammar();
        for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
            grammar.check(event);
            events.add(event);
        }
        grammar.checkEnd();
        return events;
    }

    private static String said(List<ChatEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event.getPartDelta().getText()));
        return text.toString();
    }

    private static List<String> pieces(String text, int size) {
        List<String> pieces = new ArrayList<>();
        int[] points = text.codePoints().toArray();
        for (int at = 0; at < points.length; at += size) {
            pieces.add(new String(points, at, Math.min(size, points.length - at)));
        }
        return pieces;
    }

    /** An answer of one text. */
    private static final class Answer implements ChatStream {
        private final Iterator<ChatEvent> events;
        private boolean closed;

        Answer(List<String> pieces) {
            List<ChatEvent> all = new ArrayList<>();
            all.add(ChatEvent.newBuilder()
                    .setStarted(Started.getDefaultInstance())
                    .build());
            all.add(ChatEvent.newBuilder()
                    .setPartStarted(
                            PartStarted.newBuilder().setPart(Part.newBuilder().setText(Text.getDefaultInstance())))
                    .build());
            pieces.forEach(piece -> all.add(ChatEvent.newBuilder()
                    .setPartDelta(PartDelta.newBuilder().setText(piece))
                    .build()));
            all.add(ChatEvent.newBuilder()
                    .setPartDone(PartDone.getDefaultInstance())
                    .build());
            all.add(ChatEvent.newBuilder()
                    .setFinished(Finish.newBuilder().setReason(FinishReason.FINISH_REASON_STOP))
                    .build());
            events = all.iterator();
        }

        @Override
        public @Nullable ChatEvent next() {
            return events.hasNext() ? events.next() : null;
        }

        @Override
        public boolean buffered() {
            return events.hasNext();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
