package dev.parley.server.conversation;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Continuation;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ResponsesSettings;
import dev.parley.server.dialect.responses.ResponsesDialect;
import dev.parley.server.store.KeptTurns;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Turns that continue others. Thread-safe. */
public final class Conversations implements AutoCloseable {
    private final TurnStore store;
    private final Expansion expansion;
    private final UnderWay underWay = new UnderWay();
    private final ResponsesSettings settings;
    private final InstantSource clock;

    /** {@code store} gives the kept turns, and opens what they are kept in if need be. */
    public Conversations(Supplier<KeptTurns> store, ResponsesSettings settings, InstantSource clock) {
        this.store = new TurnStore(store, settings.keeps(), clock);
        this.expansion = new Expansion(this.store, settings, clock);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Begins a turn whose request has a continuation. Blocks while what it continues is read, and at first while the
     * store is opened.
     *
     * @param dialect what the caller speaks; it says whether a turn is kept of which its caller does not
     * @param deadline when the answer must be whole
     * @throws dev.parley.server.error.ChatException NOT_FOUND: what it continues or refers to is not there;
     *     INVALID_REQUEST: it answers a call that nobody made; TOO_LARGE; UNAVAILABLE: the store cannot be reached, and
     *     it is needed
     */
    public ConversationTurn begin(ChatRequest asked, Caller caller, String dialect, Instant deadline) {
        Expansion.Expanded expanded = expansion.of(asked, caller, dialect, deadline);
        boolean usual = dialect.equals(ResponsesDialect.NAME);
        boolean kept = isKept(expanded.own(), usual);
        boolean missed = usual && !kept && !asked.getContinuation().hasStore();
        return new ConversationTurn(
                expanded, caller, kept ? new Keeping(store, settings, clock) : null, missed, underWay, clock.instant());
    }

    /** The request with what it continues before it, as {@link #begin} would send it on. */
    public ChatRequest expanded(ChatRequest asked, Caller caller, String dialect) {
        return expansion.of(asked, caller, dialect, clock.instant()).whole();
    }

    /** What is kept, for those who made it. */
    public KeptAnswers answers() {
        return new KeptAnswers(store, underWay, clock);
    }

    /** Forgets what has expired from now on, and not only from the first use on. */
    public void open() {
        store.isThere();
    }

    /** Begins nothing more; the store stays open. */
    @Override
    public void close() {
        store.close();
    }

    /** Who wants a turn kept is told if it cannot be; who does not say so gets an answer in any case. */
    private boolean isKept(ChatRequest own, boolean usual) {
        Continuation continuation = own.getContinuation();
        boolean fits = own.getSerializedSize() <= settings.maxTurnSize();
        if (!continuation.hasStore()) {
            return usual && fits && store.isThere();
        }
        if (!continuation.getStore()) {
            return false;
        }
        if (!fits) {
            throw Refusals.tooLongTurn(own.getSerializedSize(), settings.maxTurnSize());
        }
        return store.call(_ -> true);
    }
}
