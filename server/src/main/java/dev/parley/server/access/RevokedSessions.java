package dev.parley.server.access;

import dev.parley.server.error.ChatException;
import dev.parley.server.store.Documents;
import dev.parley.server.store.Documents.Change;
import dev.parley.server.store.Documents.Kind;
import dev.parley.server.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions that were ended before their time; kept, so that a restart does not bring them back. Thread-safe. */
final class RevokedSessions {
    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final Documents documents;
    private final InstantSource clock;

    /** Loads them. */
    RevokedSessions(Documents documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
        documents.all(Kind.REVOKED_SESSION).forEach((id, end) -> until.put(id, Instant.parse(end)));
    }

    boolean contains(String id) {
        return until.containsKey(id);
    }

    /**
     * Ends a session, and forgets those that would be over by now. Blocks until that is on the disk.
     *
     * @param end when the session would have ended
     * @throws ChatException UNAVAILABLE: it could not be kept; nothing was changed
     */
    void add(String id, Instant end) {
        Instant now = clock.instant();
        List<String> over = until.entrySet().stream()
                .filter(revoked -> !revoked.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        List<Change> changes = new ArrayList<>();
        over.forEach(old -> changes.add(new Change(Kind.REVOKED_SESSION, old, null)));
        changes.add(new Change(Kind.REVOKED_SESSION, id, end.toString()));
        try {
            documents.apply(changes);
        } catch (StoreException e) {
            throw e.refusal("The session was not ended, since that could not be kept");
        }
        until.put(id, end);
        over.forEach(until::remove);
    }
}
