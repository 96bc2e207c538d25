package dev.parley.server.delivery;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDelta.DeltaCase;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer told as a stream would tell it (GM-42): its text in chunks, each thought and each call's arguments in
 * one of its own, everything else as it is. One per answer, one thread at a time.
 */
public final class FakeTurn {
    private final int chunk;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private final BitSet inText = new BitSet();
    private final StringBuilder text = new StringBuilder();
    /** The first of the deltas whose text is gathered. */
    private ChatEvent first = ChatEvent.getDefaultInstance();

    /** {@code chunk} is how many code points of text a delta has at most; below 1 counts as 1. */
    public FakeTurn(int chunk) {
        this.chunk = Math.max(1, chunk);
    }

    /** Takes the next event of the answer. */
    public void take(ChatEvent event) {
        if (goesOn(event)) {
            text.append(text(event.getPartDelta()));
            return;
        }
        flush();
        switch (event.getEventCase()) {
            case HEARTBEAT -> {}
            case PART_DELTA -> gather(event);
            case PART_STARTED -> {
                inText.set(
                        event.getCandidate(), event.getPartStarted().getPart().hasText());
                ready.add(event);
            }
            default -> ready.add(event);
        }
    }

    /** Nothing more comes. */
    public void end() {
        flush();
    }

    /** The next event as the caller sees it; null if there is none. */
    public @Nullable ChatEvent poll() {
        return ready.poll();
    }

    private void gather(ChatEvent event) {
        if (isText(event.getPartDelta())) {
            first = event;
            text.append(text(event.getPartDelta()));
        } else {
            ready.add(event);
        }
    }

    /** Whether a delta is more of what is gathered; log probabilities stay with their own text. */
    private boolean goesOn(ChatEvent event) {
        PartDelta delta = event.getPartDelta();
        return first.hasPartDelta()
                && event.hasPartDelta()
                && isText(delta)
                && event.getCandidate() == first.getCandidate()
                && delta.getDeltaCase() == first.getPartDelta().getDeltaCase()
                && delta.getLogprobsJson().isEmpty();
    }

    private void flush() {
        if (!first.hasPartDelta()) {
            return;
        }
        ChatEvent.Builder event = first.toBuilder();
        if (inText.get(first.getCandidate())) {
            for (String piece : TextChunks.of(text.toString(), chunk)) {
                ready.add(with(event, piece));
                event.getPartDeltaBuilder().clearLogprobsJson();
            }
        } else {
            ready.add(with(event, text.toString()));
        }
        text.setLength(0);
        first = ChatEvent.getDefaultInstance();
    }

    private static boolean isText(PartDelta delta) {
        DeltaCase kind = delta.getDeltaCase();
        return kind == DeltaCase.TEXT || kind == DeltaCase.ARGUMENTS_JSON || kind == DeltaCase.SUMMARY;
    }

    private static String text(PartDelta delta) {
        return switch (delta.getDeltaCase()) {
            case ARGUMENTS_JSON -> delta.getArgumentsJson();
            case SUMMARY -> delta.getSummary();
            default -> delta.getText();
        };
    }

    private static ChatEvent with(ChatEvent.Builder event, String piece) {
        PartDelta.Builder delta = event.getPartDeltaBuilder();
        switch (delta.getDeltaCase()) {
            case ARGUMENTS_JSON -> delta.setArgumentsJson(piece);
            case SUMMARY -> delta.setSummary(piece);
            default -> delta.setText(piece);
        }
        return event.build();
    }
}
