package dev.parley.server.conversation;

import com.google.protobuf.util.Timestamps;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.response.v1.KeptResponse;
import dev.parley.server.access.Caller;
import dev.parley.server.dialect.responses.ResponsesDialect;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A turn that is being answered, under an id of its own. One thread takes its events; any other may end it, until it is
 * whole.
 */
public final class ConversationTurn {
    private enum State {
        OPEN,
        WHOLE,
        CANCELLED
    }

    private final String id = AnswerId.next();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final Expansion.Expanded request;
    private final Caller caller;
    private final @Nullable Keeping keeping;
    private final boolean missed;
    private final UnderWay underWay;
    private final Instant begun;
    private volatile Runnable end = () -> {};

    /**
     * One that is not yet under way.
     *
     * @param keeping null: it is not kept
     * @param missed whether it would have been, if that were possible
     */
    ConversationTurn(
            Expansion.Expanded request,
            Caller caller,
            @Nullable Keeping keeping,
            boolean missed,
            UnderWay underWay,
            Instant begun) {
        this.request = request;
        this.caller = caller;
        this.keeping = keeping;
        this.missed = missed;
        this.underWay = underWay;
        this.begun = begun;
    }

    /** The answer's id. */
    public String id() {
        return id;
    }

    /** What is to be answered: the turn with all that it continues. */
    public ChatRequest request() {
        return request.whole();
    }

    /** Whether {@link #complete} wants the answer. */
    public boolean isKept() {
        return keeping != null;
    }

    /** From now on who cancels it runs this, once. */
    public void begin(Runnable cancelled) {
        end = cancelled;
        underWay.add(this);
    }

    /** It is over, whether whole or not. */
    public void leave() {
        underWay.remove(this);
    }

    public boolean isCancelled() {
        return state.get() == State.CANCELLED;
    }

    /** The same event under the answer's id. */
    public ChatEvent named(ChatEvent event) {
        return switch (event.getEventCase()) {
            case STARTED -> {
                ChatEvent.Builder named = event.toBuilder();
                named.getStartedBuilder().setId(id);
                if (missed) {
                    named.getStartedBuilder().addExtensions(ResponsesDialect.NOT_KEPT);
                }
                yield named.build();
            }
            case COMPLETED -> {
                ChatEvent.Builder named = event.toBuilder();
                named.getCompletedBuilder().setId(id);
                yield named.build();
            }
            default -> event;
        };
    }

    /**
     * The answer is whole, and kept if it is to be. Blocks until it is.
     *
     * @param answer asked for if it is kept
     * @return false: it was cancelled before
     */
    public boolean complete(Supplier<ChatResponse> answer) {
        if (!state.compareAndSet(State.OPEN, State.WHOLE)) {
            return false;
        }
        if (keeping != null) {
            keeping.keep(request.own(), answer.get(), caller, begun);
        }
        leave();
        return true;
    }

    boolean isOf(Caller other) {
        return caller.identity().equals(other.identity());
    }

    /** Ends it; false if it is whole or ended already. */
    boolean cancel() {
        if (!state.compareAndSet(State.OPEN, State.CANCELLED)) {
            return false;
        }
        leave();
        end.run();
        return true;
    }

    /** What there is of it before it is whole. */
    KeptResponse shown() {
        return KeptResponse.newBuilder()
                .setId(id)
                .setRequest(request.own())
                .setCreateTime(Timestamps.fromMillis(begun.toEpochMilli()))
                .build();
    }
}
