package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.ChatEvent;

/**
 * Which events concern the one answer of a dialect that knows no others: those of the candidate that begins first,
 * whatever number its host gave it. One per stream, one thread at a time.
 */
public final class OneCandidate {
    private static final int NONE = -1;

    private int index = NONE;

    /** Whether an event is one of its, or of the whole stream's. */
    public boolean concerns(ChatEvent event) {
        return switch (event.getEventCase()) {
            case STARTED -> {
                index = index == NONE ? event.getCandidate() : index;
                yield event.getCandidate() == index;
            }
            case PART_STARTED, PART_DELTA, PART_DONE, USAGE, FINISHED, OPAQUE -> event.getCandidate() == index;
            case COMPLETED, QUEUED, HEARTBEAT, EVENT_NOT_SET -> true;
        };
    }
}
