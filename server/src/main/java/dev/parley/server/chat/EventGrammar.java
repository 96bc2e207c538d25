package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks that events come in the order that {@code ChatEvent} promises. One per stream, one thread at a time. Every
 * failure is an {@link IllegalStateException} that names the event: a provider's fault, never a caller's.
 */
public final class EventGrammar {
    private final Map<Integer, Candidate> candidates = new HashMap<>();
    private boolean completed;

    private enum Phase {
        NEW,
        BETWEEN_PARTS,
        IN_PART,
        TOTALS,
        FINISHED
    }

    private static final class Candidate {
        Phase phase = Phase.NEW;
        int parts;
    }

    /** Takes the next event. */
    public void check(ChatEvent event) {
        require(!completed, event, "nothing may follow Completed");
        switch (event.getEventCase()) {
            case HEARTBEAT, OPAQUE -> {}
            case QUEUED -> require(candidates.isEmpty(), event, "the answer has begun");
            case COMPLETED -> complete();
            case EVENT_NOT_SET -> throw new IllegalStateException("an event without a kind");
            case STARTED, PART_STARTED, PART_DELTA, PART_DONE, USAGE, FINISHED ->
                advance(event, candidates.computeIfAbsent(event.getCandidate(), index -> new Candidate()));
        }
    }

    /** Checks that the answer is whole but for Completed, which a provider does not send. */
    public void checkEnd() {
        if (candidates.isEmpty()) {
            throw new IllegalStateException("the stream ended without a candidate");
        }
        candidates.forEach((index, candidate) -> {
            if (candidate.phase != Phase.FINISHED) {
                throw new IllegalStateException("candidate %d ended in phase %s".formatted(index, candidate.phase));
            }
        });
    }

    private void complete() {
        checkEnd();
        completed = true;
    }

    private static void advance(ChatEvent event, Candidate candidate) {
        Phase before = candidate.phase;
        boolean open = before == Phase.BETWEEN_PARTS;
        boolean fits = switch (event.getEventCase()) {
            case STARTED -> before == Phase.NEW;
            case PART_STARTED -> open && event.getPartStarted().getIndex() == candidate.parts++;
            case PART_DELTA, PART_DONE -> before == Phase.IN_PART;
            default -> open || before == Phase.TOTALS;
        };
        if (!fits) {
            throw outOfOrder(event, "the candidate is in phase " + before + " with " + candidate.parts + " parts");
        }
        candidate.phase = after(event);
    }

    private static Phase after(ChatEvent event) {
        return switch (event.getEventCase()) {
            case PART_STARTED, PART_DELTA -> Phase.IN_PART;
            case USAGE -> Phase.TOTALS;
            case FINISHED -> Phase.FINISHED;
            default -> Phase.BETWEEN_PARTS;
        };
    }

    private static void require(boolean fits, ChatEvent event, String state) {
        if (!fits) {
            throw outOfOrder(event, state);
        }
    }

    private static IllegalStateException outOfOrder(ChatEvent event, String state) {
        return new IllegalStateException(
                "%s of candidate %d is out of order: %s".formatted(event.getEventCase(), event.getCandidate(), state));
    }
}
