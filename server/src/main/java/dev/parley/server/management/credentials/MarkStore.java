package dev.parley.server.management.credentials;

import dev.parley.server.store.Documents;
import dev.parley.server.store.Keeper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which credentials are disabled or banned, kept across restarts (MA-50, BAN-02). Bans come in the midst of calls, so a
 * thread of its own writes them; what an operator does is written before it is in force. Thread-safe.
 */
public final class MarkStore implements AutoCloseable {
    private final Documents documents;
    private final Map<String, StoredMarks> all = new LinkedHashMap<>();
    private final Keeper keeper = new Keeper("parley-credential-states", this::flush);

    public MarkStore(Documents documents) {
        this.documents = documents;
    }

    /** Those of one provider, which its pool has, too. */
    public synchronized StoredMarks of(String provider) {
        return all.computeIfAbsent(provider, name -> new StoredMarks(name, documents, keeper::wake));
    }

    /** Keeps what is not kept yet; to be called when no call runs any more, before the store is closed. */
    @Override
    public void close() {
        keeper.close();
        flush();
    }

    private synchronized boolean flush() {
        boolean kept = true;
        for (StoredMarks marks : all.values()) {
            kept &= marks.flush();
        }
        return kept;
    }
}
