package dev.parley.server.conversation;

import com.google.protobuf.util.Timestamps;
import dev.parley.chat.v1.ChatMessage;
import dev.parley.response.v1.KeptResponse;
import dev.parley.server.access.Caller;
import dev.parley.server.store.KeptTurn;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What callers may do with answers of theirs. All of it blocks while the store is read or written, and is refused with
 * UNAVAILABLE where it cannot be reached; an answer that is another caller's, deleted or expired is NOT_FOUND.
 * Thread-safe.
 */
public final class KeptAnswers {
    private final TurnStore store;
    private final UnderWay underWay;
    private final InstantSource clock;

    KeptAnswers(TurnStore store, UnderWay underWay, InstantSource clock) {
        this.store = store;
        this.underWay = underWay;
        this.clock = clock;
    }

    /** A kept answer with its turn. */
    public KeptResponse get(Caller caller, String id) {
        return find(caller, id).map(KeptAnswers::shown).orElseThrow(() -> Refusals.noAnswer(id));
    }

    /** What was asked in the turn of an answer, without what it continued; each message with an id. */
    public List<ChatMessage> input(Caller caller, String id) {
        return InputIds.named(id, get(caller, id).getRequest().getMessagesList());
    }

    /** Forgets an answer; those that continue it are not touched. */
    public void delete(Caller caller, String id) {
        boolean gone = AnswerId.isOne(id) && store.call(turns -> turns.delete(id, caller.identity(), clock.instant()));
        if (!gone) {
            throw Refusals.noAnswer(id);
        }
    }

    /**
     * Ends an answer that is being made, and returns what was asked. Whoever reads it hears that it was cancelled.
     *
     * @throws dev.parley.server.error.ChatException CONFLICT: it is whole
     */
    public KeptResponse cancel(Caller caller, String id) {
        ConversationTurn turn = underWay.find(id, caller);
        if (turn != null && turn.cancel()) {
            return turn.shown();
        }
        get(caller, id);
        throw Refusals.isWhole(id);
    }

    private Optional<KeptTurn> find(Caller caller, String id) {
        return AnswerId.isOne(id)
                ? store.call(turns -> turns.find(id, caller.identity(), clock.instant()))
                : Optional.empty();
    }

    private static KeptResponse shown(KeptTurn turn) {
        return KeptResponse.newBuilder()
                .setId(turn.id())
                .setRequest(TurnBytes.request(turn))
                .setResponse(TurnBytes.answer(turn))
                .setCreateTime(Timestamps.fromMillis(turn.created().toEpochMilli()))
                .setExpireTime(Timestamps.fromMillis(turn.expires().toEpochMilli()))
                .build();
    }
}
