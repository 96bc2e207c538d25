package dev.parley.server.tool;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Started;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a model without tools: what it is asked, and its events made those of a model with tools. They keep the
 * grammar of {@code ChatEvent}. One thread at a time.
 */
public final class EmulatedTurn {
    private final ChatRequest sent;
    private final List<String> dropped;
    private final @Nullable CallMaker maker;
    private final int holdBytes;
    private final Map<Integer, CandidateRewrite> candidates = new HashMap<>();
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private int readyBytes;
    private boolean gated;

    /** {@code maker} null: answers are text alone. */
    EmulatedTurn(ChatRequest sent, ChatRequest asked, @Nullable CallMaker maker, int holdBytes) {
        this.sent = sent;
        this.dropped = EmulationLosses.paths(asked);
        this.maker = maker;
        this.holdBytes = holdBytes;
        this.gated = maker != null && maker.rules().required();
    }

    /** What the provider is asked. */
    public ChatRequest request() {
        return sent;
    }

    /**
     * Takes the provider's next event.
     *
     * @throws dev.parley.server.error.ChatException {@link ToolEmulation#VIOLATION}: the answer lacks the required call
     */
    public void take(ChatEvent event) {
        if (event.hasStarted()) {
            ready(started(event));
        } else if (maker == null) {
            ready(event);
        } else {
            CallMaker calls = maker;
            candidates
                    .computeIfAbsent(event.getCandidate(), index -> new CandidateRewrite(index, calls, this::ready))
                    .take(event);
        }
    }

    /** The next event for the caller; null until more is taken. Where a call is required, nothing comes before it. */
    public @Nullable ChatEvent poll() {
        return hasNext() ? ready.poll() : null;
    }

    /** Whether {@link #poll()} has an event. */
    public boolean hasNext() {
        return !gated && !ready.isEmpty();
    }

    private void ready(ChatEvent event) {
        ready.add(event);
        if (gated) {
            readyBytes += event.getSerializedSize();
            gated = readyBytes <= holdBytes && !event.getPartStarted().getPart().hasToolCall();
        }
    }

    private ChatEvent started(ChatEvent event) {
        if (dropped.isEmpty()) {
            return event;
        }
        Started.Builder started = event.getStarted().toBuilder();
        started.getServedBuilder().addAllDropped(dropped);
        return event.toBuilder().setStarted(started).build();
    }
}
