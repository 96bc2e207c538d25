package dev.parley.server.provider;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import java.util.function.Consumer;

/** Splits the first text of one candidate into the thought that stands before it, if one does, and the rest. */
final class ThinkSplitter {
    private static final String OPENING = "<think>";
    private static final String CLOSING = "</think>";
    private static final Part THOUGHT =
            Part.newBuilder().setThought(Thought.getDefaultInstance()).build();
    private static final Part TEXT =
            Part.newBuilder().setText(Text.getDefaultInstance()).build();

    private final int candidate;
    private final Consumer<ChatEvent> out;
    private Phase phase = Phase.BEFORE;
    private String held = "";
    /** Parts passed on so far. */
    private int parts;

    private enum Phase {
        /** No part has come. */
        BEFORE,
        /** The first part is text, and its beginning may become the opening tag. */
        OPENING,
        /** Within the thought. */
        THINKING,
        /** The thought is over, and nothing but white space has followed it. */
        CLOSED,
        /** Nothing is looked for any more. */
        PASSING
    }

    ThinkSplitter(int candidate, Consumer<ChatEvent> out) {
        this.candidate = candidate;
        this.out = out;
    }

    void take(ChatEvent event) {
        switch (event.getEventCase()) {
            case PART_STARTED -> start(event.getPartStarted().getPart());
            case PART_DELTA -> grow(event);
            case PART_DONE -> done(event);
            default -> out.accept(event);
        }
    }

    private void start(Part part) {
        if (phase == Phase.BEFORE && part.hasText()) {
            phase = Phase.OPENING;
        } else {
            phase = Phase.PASSING;
            begin(part);
        }
    }

    private void grow(ChatEvent event) {
        if (phase == Phase.PASSING || !event.getPartDelta().hasText()) {
            settle();
            out.accept(event);
            return;
        }
        held += event.getPartDelta().getText();
        if (phase == Phase.OPENING) {
            lookForOpening();
        }
        if (phase == Phase.THINKING) {
            lookForClosing();
        }
        if (phase == Phase.CLOSED && !held.isBlank()) {
            held = held.stripLeading();
            settle();
        }
    }

    private void lookForOpening() {
        String text = held.stripLeading();
        if (text.startsWith(OPENING)) {
            phase = Phase.THINKING;
            held = text.substring(OPENING.length());
            begin(THOUGHT);
        } else if (!OPENING.startsWith(text)) {
            settle();
        }
    }

    private void lookForClosing() {
        int end = held.indexOf(CLOSING);
        if (end >= 0) {
            String rest = held.substring(end + CLOSING.length());
            say(held.substring(0, end));
            held = rest;
            phase = Phase.CLOSED;
            out.accept(event().setPartDone(PartDone.getDefaultInstance()).build());
            return;
        }
        int keep = Math.min(CLOSING.length() - 1, held.length());
        while (!CLOSING.startsWith(held.substring(held.length() - keep))) {
            keep--;
        }
        String said = held.substring(0, held.length() - keep);
        held = held.substring(held.length() - keep);
        say(said);
    }

    private void done(ChatEvent event) {
        boolean thoughtAlone = phase == Phase.CLOSED;
        if (phase == Phase.OPENING) {
            settle();
        }
        if (!thoughtAlone) {
            say(held);
            out.accept(event);
        }
        held = "";
        phase = Phase.PASSING;
    }

    /** What is held is text like any other. */
    private void settle() {
        if (phase == Phase.OPENING || phase == Phase.CLOSED) {
            phase = Phase.PASSING;
            begin(TEXT);
            say(held);
            held = "";
        }
    }

    private void begin(Part part) {
        out.accept(event().setPartStarted(
                        PartStarted.newBuilder().setIndex(parts++).setPart(part))
                .build());
    }

    private void say(String text) {
        if (!text.isEmpty()) {
            out.accept(
                    event().setPartDelta(PartDelta.newBuilder().setText(text)).build());
        }
    }

    private ChatEvent.Builder event() {
        return ChatEvent.newBuilder().setCandidate(candidate);
    }
}
