package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one candidate that are not yet done. The first one is open and passed on as it grows; the others wait,
 * because only one may be open at a time (E-TOOL-6). The first is done once it is whole and another one follows.
 */
public final class PartQueue {
    private final ArrayDeque<GrowingPart> parts = new ArrayDeque<>();
    private final String dialect;
    private final int candidate;
    private final Consumer<ChatEvent> out;
    private int started;
    private boolean open;

    /** Passes on the parts of this candidate of an answer in {@code dialect}. */
    public PartQueue(String dialect, int candidate, Consumer<ChatEvent> out) {
        this.dialect = dialect;
        this.candidate = candidate;
        this.out = out;
    }

    /** Whether nothing ever came. */
    public boolean untouched() {
        return started == 0 && parts.isEmpty();
    }

    /** The newest part, if it is not yet done. */
    public @Nullable GrowingPart last() {
        return parts.peekLast();
    }

    /** Adds a part behind the others. */
    public void add(GrowingPart part) {
        parts.add(part);
    }

    /** Passes on all that can be said by now. */
    public void settle() {
        for (GrowingPart head = parts.peek(); head != null; head = parts.peek()) {
            if (parts.size() > 1 && head.whole()) {
                finishHead();
            } else {
                pass(head);
                return;
            }
        }
    }

    /** The answer has ended: finishes all parts. */
    public void close() {
        while (!parts.isEmpty()) {
            finishHead();
        }
    }

    private void finishHead() {
        GrowingPart head = parts.remove();
        head.complete();
        pass(head);
        if (open) {
            PartDone.Builder done = PartDone.newBuilder();
            head.extras().addTo(dialect, done::addExtensions);
            emit(ChatEvent.newBuilder().setPartDone(done));
        }
        open = false;
    }

    private void pass(GrowingPart part) {
        if (!part.ready()) {
            return;
        }
        if (!open) {
            open = true;
            emit(ChatEvent.newBuilder()
                    .setPartStarted(PartStarted.newBuilder().setIndex(started++).setPart(part.start())));
        }
        for (PartDelta delta : part.waiting()) {
            emit(ChatEvent.newBuilder().setPartDelta(delta));
        }
        part.waiting().clear();
    }

    private void emit(ChatEvent.Builder event) {
        out.accept(event.setCandidate(candidate).build());
    }
}
