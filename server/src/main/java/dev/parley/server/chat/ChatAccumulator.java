package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.Started;
import java.util.Map;
import java.util.TreeMap;

/**
 * Folds the events of a stream into the whole answer; the counterpart of {@link ChatExploder}. Expects the order that
 * {@link EventGrammar} checks. One per stream, one thread at a time.
 */
public final class ChatAccumulator {
    private final ChatResponse.Builder response = ChatResponse.newBuilder();
    private final Map<Integer, CandidateFold> candidates = new TreeMap<>();

    /** The whole answer of a stream, which is read to its end. Blocks until then; fails as it does. */
    public static ChatResponse whole(ChatStream stream) {
        ChatAccumulator answer = new ChatAccumulator();
        for (ChatEvent event = stream.next(); event != null; event = stream.next()) {
            answer.add(event);
        }
        return answer.response();
    }

    /** Takes the next event; those that carry no content are passed over. */
    public void add(ChatEvent event) {
        switch (event.getEventCase()) {
            case STARTED -> start(event.getCandidate(), event.getStarted());
            case PART_STARTED -> candidate(event).start(event.getPartStarted().getPart());
            case PART_DELTA -> candidate(event).grow(event.getPartDelta());
            case PART_DONE -> candidate(event).end(event.getPartDone());
            case USAGE -> response.setUsage(event.getUsage());
            case FINISHED -> candidate(event).finish(event.getFinished());
            case COMPLETED -> complete(event.getCompleted());
            case OPAQUE, QUEUED, HEARTBEAT, EVENT_NOT_SET -> {}
        }
    }

    /** The answer so far; whole once Completed was added. */
    public ChatResponse response() {
        ChatResponse.Builder whole = response.clone();
        candidates.values().forEach(candidate -> whole.addCandidates(candidate.build()));
        return whole.build();
    }

    private void start(int index, Started started) {
        if (candidates.isEmpty()) {
            response.setId(started.getId()).setModel(started.getModel()).addAllExtensions(started.getExtensionsList());
            if (started.hasCreateTime()) {
                response.setCreateTime(started.getCreateTime());
            }
            if (started.hasServed()) {
                response.setServed(started.getServed());
            }
        }
        candidates.put(index, new CandidateFold(index));
    }

    private CandidateFold candidate(ChatEvent event) {
        CandidateFold candidate = candidates.get(event.getCandidate());
        if (candidate == null) {
            throw new IllegalStateException(
                    "%s of candidate %d before Started".formatted(event.getEventCase(), event.getCandidate()));
        }
        return candidate;
    }

    private void complete(Completed completed) {
        if (completed.hasUsage()) {
            response.setUsage(completed.getUsage());
        }
        if (completed.hasServed()) {
            response.setServed(completed.getServed());
        }
    }
}
