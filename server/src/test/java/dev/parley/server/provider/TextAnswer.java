package dev.parley.server.provider;

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
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of one text in pieces, and what a filter makes of it. */
final class TextAnswer implements ChatStream {
    private final Iterator<ChatEvent> events;
    private boolean closed;

    TextAnswer(List<String> pieces) {
        List<ChatEvent> all = new ArrayList<>();
        all.add(ChatEvent.newBuilder().setStarted(Started.getDefaultInstance()).build());
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

    /** A text cut after every {@code size} code points. */
    static TextAnswer cut(String text, int size) {
        List<String> pieces = new ArrayList<>();
        int[] points = text.codePoints().toArray();
        for (int at = 0; at < points.length; at += size) {
            pieces.add(new String(points, at, Math.min(size, points.length - at)));
        }
        return new TextAnswer(pieces);
    }

    /** All events of a stream, which must keep the grammar. */
    static List<ChatEvent> all(ChatStream stream) {
        List<ChatEvent> events = new ArrayList<>();
        EventGrammar grammar = new EventGrammar();
        for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
            grammar.check(event);
            events.add(event);
        }
        grammar.checkEnd();
        return events;
    }

    boolean isClosed() {
        return closed;
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
