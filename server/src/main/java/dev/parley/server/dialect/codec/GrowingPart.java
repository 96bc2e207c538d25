package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.server.dialect.TextJoiner;
import java.util.ArrayList;
import java.util.List;

/** One part of an answer while it grows: the open one, or one that waits behind it in its {@link PartQueue}. */
public class GrowingPart {
    private final TextJoiner joiner = new TextJoiner();
    private final List<PartDelta> waiting = new ArrayList<>(1);
    private final Extras extras = new Extras();
    private final Part start;

    /** {@code start} is the part without what comes as deltas. */
    public GrowingPart(Part start) {
        this.start = start;
    }

    /** {@code PartStarted.part}. */
    public Part start() {
        return start;
    }

    /** Whether it can take more content of this kind. */
    public boolean is(Part.KindCase kind) {
        return start.getKindCase() == kind;
    }

    /** Whether enough is known to open it. */
    public boolean ready() {
        return true;
    }

    /** Whether another part may follow: nothing more can come. */
    public boolean whole() {
        return true;
    }

    /** Adds text, if there is any. */
    public void text(String piece, String logprobs) {
        String text = joiner.next(piece);
        if (!text.isEmpty() || !logprobs.isEmpty()) {
            add(delta(text).setLogprobsJson(logprobs).build());
        }
    }

    /** Adds what the part brings next. */
    public void add(PartDelta delta) {
        waiting.add(delta);
    }

    /** The deltas to pass on once the part is open. */
    public List<PartDelta> waiting() {
        return waiting;
    }

    /** Fields for {@code PartDone.extensions}. */
    public Extras extras() {
        return extras;
    }

    /** The answer has ended: adds what was held back. */
    public void complete() {
        String rest = joiner.end();
        if (!rest.isEmpty()) {
            add(delta(rest).build());
        }
    }

    /** The delta that appends this text. */
    public PartDelta.Builder delta(String text) {
        return PartDelta.newBuilder().setText(text);
    }
}
