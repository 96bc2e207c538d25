package dev.parley.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers that their callers may continue. A conversation is a chain of them by {@link KeptTurn#previous}, of which
 * each link lasts at least as long as those that continue it. Contents are sealed on the disk. One that is another
 * owner's, deleted or expired is as if it were not there. Methods block until they have read, or until what they change
 * is on the disk, and throw {@link StoreException} where they cannot. Thread-safe.
 */
public interface KeptTurns {
    /**
     * The turns of a conversation, the first one first; or only how large it is, where that is more than was wanted.
     */
    record Conversation(List<KeptTurn> turns, long bytes) {}

    /**
     * Keeps a turn, and those that it continues for as long. Makes room by forgetting others, those that expire first.
     *
     * @param most the bytes of all that is kept
     * @return false: it is larger than that, or what it continues is no longer there; it is not kept
     */
    boolean keep(KeptTurn turn, Instant now, long most);

    /** One turn. */
    Optional<KeptTurn> find(String id, String owner, Instant now);

    /** The turn that an item belongs to; the latest, if it is in several. */
    Optional<KeptTurn> holding(String item, String owner, Instant now);

    /**
     * The conversation that a turn ends. All of it will last at least until then.
     *
     * @param most bytes; of a longer one there are no turns
     */
    Optional<Conversation> conversation(String id, String owner, Instant now, Instant until, long most);

    /** Forgets a turn: at once, or with the last one that continues it. False: it is not there. */
    boolean delete(String id, String owner, Instant now);

    /** Forgets turns that have expired, at most so many; returns how many those were. */
    int sweep(Instant now, int most);
}
