package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Completed;
import dev.parley.server.delivery.Totals;
import dev.parley.server.error.ChatException;
import org.jspecify.annotations.Nullable;

/**
 * One of several turns that are told as one: its candidates are numbered from where those of the turn before it end.
 * What a provider does not give at once, be it that it says so or that it gives fewer, it is asked for answer by
 * answer.
 */
final class OneTurn implements ChatStream {
    /** The path of what such a provider refuses (E-OTH-2). */
    private static final String CANDIDATES = "sampling.candidates";

    private final ChatHandler inner;
    private final ChatCall call;
    private final int wanted;
    private final int end;
    /** How many are asked for at once. */
    private int each;
    /** The number of the first candidate of the call that is open. */
    private int first;
    /** Candidates that it has begun. */
    private int answers;

    private boolean begun;
    private boolean closed;
    private @Nullable ChatStream stream;
    private @Nullable Completed total;

    /** {@code first} is the number of its first candidate. */
    OneTurn(ChatHandler inner, ChatCall call, int first) {
        this.inner = inner;
        this.call = call;
        this.wanted = Math.max(1, call.request().getSampling().getCandidates());
        this.each = wanted;
        this.first = first;
        this.end = first + wanted;
    }

    @Override
    public @Nullable ChatEvent next() {
        while (first < end) {
            ChatEvent event = pull();
            if (event == null) {
                return null;
            }
            switch (event.getEventCase()) {
                case COMPLETED -> {
                    Completed all = completed(event.getCompleted());
                    if (first >= end) {
                        return ChatEvent.newBuilder().setCompleted(all).build();
                    }
                }
                case USAGE -> {} // What all cost together is told once, at the end.
                default -> {
                    return numbered(event);
                }
            }
        }
        return null;
    }

    @Override
    public synchronized boolean buffered() {
        return stream != null && stream.buffered();
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeStream();
    }

    private @Nullable ChatEvent pull() {
        try {
            ChatEvent event = opened().next();
            begun = true;
            return event;
        } catch (ChatException e) {
            if (begun || each == 1 || !e.error().getParam().equals(CANDIDATES)) {
                throw e;
            }
            each = 1;
            closeStream();
            return pull();
        }
    }

    /** One call is whole; returns what all so far came to. */
    private Completed completed(Completed completed) {
        Completed all = total == null ? completed : Totals.sum(total, completed);
        total = all;
        first += answers;
        answers = 0;
        each = 1;
        closeStream();
        return all;
    }

    private synchronized ChatStream opened() {
        if (closed) {
            throw ChatException.cancelled();
        }
        if (stream == null) {
            stream = inner.open(each == wanted ? call : call.withRequest(single(call.request())));
        }
        return stream;
    }

    private synchronized void closeStream() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private ChatEvent numbered(ChatEvent event) {
        answers += event.hasStarted() ? 1 : 0;
        return first == 0
                ? event
                : event.toBuilder().setCandidate(first + event.getCandidate()).build();
    }

    private static ChatRequest single(ChatRequest request) {
        ChatRequest.Builder single = request.toBuilder();
        single.getSamplingBuilder().clearCandidates();
        return single.build();
    }
}
