package dev.parley.server.chat;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.PartStarted;
import dev.parley.chat.v1.Started;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a whole answer as the events of a stream, each part's content in one delta. What {@link ChatAccumulator} makes
 * of them is the same answer, but for fields that events cannot carry: a message's id, name and extensions, and log
 * probabilities of an answer without parts.
 */
public final class ChatExploder {
    private final List<ChatEvent> events = new ArrayList<>();

    private ChatExploder() {}

    /** The events of the whole answer, Completed included. */
    public static List<ChatEvent> explode(ChatResponse response) {
        ChatExploder exploder = new ChatExploder();
        Started started = started(response);
        response.getCandidatesList().forEach(candidate -> exploder.candidate(candidate, started));
        exploder.add(0, ChatEvent.newBuilder().setCompleted(completed(response)));
        return exploder.events;
    }

    private static Started started(ChatResponse response) {
        Started.Builder started = Started.newBuilder()
                .setId(response.getId())
                .setModel(response.getModel())
                .addAllExtensions(response.getExtensionsList());
        if (response.hasCreateTime()) {
            started.setCreateTime(response.getCreateTime());
        }
        if (response.hasServed()) {
            started.setServed(response.getServed());
        }
        return started.build();
    }

    private static Completed completed(ChatResponse response) {
        Completed.Builder completed = Completed.newBuilder().setId(response.getId());
        if (response.hasUsage()) {
            completed.setUsage(response.getUsage());
        }
        if (response.hasServed()) {
            completed.setServed(response.getServed());
        }
        return completed.build();
    }

    private void candidate(Candidate candidate, Started started) {
        int index = candidate.getIndex();
        add(index, ChatEvent.newBuilder().setStarted(started));
        String logprobs = candidate.getLogprobsJson();
        List<Part> parts = candidate.getMessage().getPartsList();
        for (int i = 0; i < parts.size(); i++) {
            part(index, i, parts.get(i), i == 0 ? logprobs : "");
        }
        add(index, ChatEvent.newBuilder().setFinished(candidate.getFinish()));
    }

    private void part(int candidate, int index, Part part, String logprobs) {
        add(
                candidate,
                ChatEvent.newBuilder()
                        .setPartStarted(PartStarted.newBuilder().setIndex(index).setPart(PartDeltas.emptied(part))));
        List<PartDelta.Builder> deltas = PartDeltas.of(part);
        if (!logprobs.isEmpty()) {
            if (deltas.isEmpty()) {
                deltas.add(PartDelta.newBuilder());
            }
            deltas.getFirst().setLogprobsJson(logprobs);
        }
        deltas.forEach(delta -> add(candidate, ChatEvent.newBuilder().setPartDelta(delta)));
        add(candidate, ChatEvent.newBuilder().setPartDone(PartDone.getDefaultInstance()));
    }

    private void add(int candidate, ChatEvent.Builder event) {
        events.add(event.setCandidate(candidate).build());
    }
}
