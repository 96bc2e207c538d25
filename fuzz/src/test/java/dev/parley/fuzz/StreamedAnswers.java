package dev.parley.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.FinishReason;
import dev.parley.server.chat.EventGrammar;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.http.FrameReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Reads hosts' streams. However the bytes are cut, the same events come; they keep the grammar; and nothing is told to
 * be finished that the host did not finish.
 */
final class StreamedAnswers {
    private final Supplier<? extends SouthDialect> dialect;
    private final Function<InputStream, FrameReader> frames;
    private final List<String> ends;

    /** How a stream was told: its events, and the failure that it ended with; empty if it ended well. */
    private record Told(List<ChatEvent> events, String failure) {
        /** Whether the model is told to have come to its end. */
        boolean finished() {
            return events.stream()
                    .anyMatch(event -> event.getFinished().getReason() == FinishReason.FINISH_REASON_STOP);
        }
    }

    private StreamedAnswers(
            Supplier<? extends SouthDialect> dialect, Function<InputStream, FrameReader> frames, List<String> ends) {
        this.dialect = dialect;
        this.frames = frames;
        this.ends = ends;
    }

    /**
     * A target.
     *
     * @param ends words of which a stream that was finished holds one; empty if its mere end finishes it, and frames of
     *     it are passed on as they stand
     */
    static FuzzTarget target(
            String name,
            Supplier<? extends SouthDialect> dialect,
            Function<InputStream, FrameReader> frames,
            List<String> ends,
            Supplier<List<byte[]>> seeds) {
        return new FuzzTarget(name, seeds, new StreamedAnswers(dialect, frames, ends)::read);
    }

    private void read(byte[] input) throws Exception {
        Told told = tell(new Pieces(input, Integer.MAX_VALUE));
        Told cut = tell(new Pieces(input, 1 + Math.floorMod(Arrays.hashCode(input), 13)));
        Laws.check(told.equals(cut), "cut otherwise, the stream is told as\n" + cut + "\nand not as\n" + told);
        if (!ends.isEmpty()) {
            sameHoweverSpelled(input, told);
        }
        Laws.check(!told.finished() || mayFinish(input), "it is told to be finished, and no word of it says so");
        if (told.failure.isEmpty()) {
            Answers.isWhole(told.events);
            Answers.told(told.events);
        }
    }

    private void sameHoweverSpelled(byte[] input, Told told) throws Exception {
        Told spelled = tell(new Pieces(input, Integer.MAX_VALUE), new Spelling());
        Laws.check(
                told.events.equals(spelled.events),
                "spelled otherwise, it is told as\n" + spelled + "\nand not as\n" + told);
    }

    private Told tell(InputStream in) throws Exception {
        return tell(in, frame -> frame);
    }

    private Told tell(InputStream in, UnaryOperator<SseEvent> spelling) throws Exception {
        List<ChatEvent> events = new ArrayList<>();
        EventGrammar grammar = new EventGrammar();
        String failure = "";
        try {
            tell(frames.apply(in), spelling, event -> {
                grammar.check(event);
                events.add(event);
            });
        } catch (ChatException e) {
            Laws.fromHost(() -> {
                throw e;
            });
            failure = e.error().toString();
        }
        return new Told(events, failure);
    }

    private void tell(FrameReader in, UnaryOperator<SseEvent> spelling, Consumer<ChatEvent> out) throws IOException {
        EventReader reader = dialect.get().eventReader();
        for (SseEvent frame = in.next(); frame != null; frame = in.next()) {
            reader.read(spelling.apply(frame), out);
            if (reader.done()) {
                return;
            }
        }
        reader.end(out);
    }

    /** Frames with other blanks at their end than the frame before, so that what was read of that is of no use. */
    private static final class Spelling implements UnaryOperator<SseEvent> {
        private int frames;

        @Override
        public SseEvent apply(SseEvent frame) {
            byte[] data = Arrays.copyOf(frame.data(), frame.data().length + 1 + frames++ % 2);
            Arrays.fill(data, frame.data().length, data.length, (byte) ' ');
            return new SseEvent(frame.type(), data);
        }
    }

    /** A word may be spelled with escapes, too. */
    private boolean mayFinish(byte[] input) {
        String text = new String(input, ISO_8859_1);
        return ends.isEmpty() || text.contains("\\u") || ends.stream().anyMatch(text::contains);
    }
}
