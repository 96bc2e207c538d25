package dev.parley.server.management.credentials;

import dev.parley.server.pool.CredentialMark;
import dev.parley.server.pool.CredentialMemory;
import dev.parley.server.store.Documents;
import dev.parley.server.store.Documents.Change;
import dev.parley.server.store.Documents.Kind;
import dev.parley.server.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks of one provider's credentials as documents, one for each credential that is disabled or banned. Who holds
 * the lock may ask the pool; the pool never waits for it.
 */
public final class StoredMarks implements CredentialMemory {
    private static final Logger LOG = LoggerFactory.getLogger("parley.management");

    private final String prefix;
    private final Documents documents;
    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    /** What the store holds, by credential; guarded by the lock. */
    private final Map<String, String> kept = new LinkedHashMap<>();

    private volatile Supplier<List<CredentialMark>> current = List::of;
    private volatile boolean told;

    StoredMarks(String provider, Documents documents, Runnable wake) {
        this.prefix = provider + '/';
        this.documents = documents;
        this.wake = wake;
    }

    @Override
    public List<CredentialMark> load() {
        lock.lock();
        try {
            List<CredentialMark> marks = new ArrayList<>();
            documents.all(Kind.CREDENTIAL_STATE).forEach((id, text) -> {
                if (id.startsWith(prefix)) {
                    String credential = id.substring(prefix.length());
                    kept.put(credential, text);
                    marks.add(MarkJson.read(credential, text));
                }
            });
            return marks;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void changed(Supplier<List<CredentialMark>> marks) {
        current = marks;
        told = true;
        wake.run();
    }

    /**
     * Keeps a mark and then puts it into force. Blocks until both are done.
     *
     * @throws StoreException it cannot be kept, and is not in force
     */
    void keep(CredentialMark mark, Runnable inForce) {
        lock.lock();
        try {
            Map<String, String> next = new LinkedHashMap<>(kept);
            if (mark.disabled() || mark.banUntil() != null) {
                next.put(mark.id(), MarkJson.write(mark));
            } else {
                next.remove(mark.id());
            }
            write(next);
            inForce.run();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps what the pool tells; false if that failed. */
    boolean flush() {
        lock.lock();
        try {
            if (told) {
                told = false;
                Map<String, String> next = new LinkedHashMap<>();
                current.get().forEach(mark -> next.put(mark.id(), MarkJson.write(mark)));
                write(next);
            }
            return true;
        } catch (StoreException e) {
            told = true;
            LOG.warn("bans of {} could not be kept, so a restart may lift them: {}", prefix, e.getMessage());
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void write(Map<String, String> next) {
        List<Change> changes = new ArrayList<>();
        next.forEach((id, text) -> {
            if (!Objects.equals(text, kept.get(id))) {
                changes.add(new Change(Kind.CREDENTIAL_STATE, prefix + id, text));
            }
        });
        kept.keySet().stream()
                .filter(id -> !next.containsKey(id))
                .forEach(id -> changes.add(new Change(Kind.CREDENTIAL_STATE, prefix + id, null)));
        if (!changes.isEmpty()) {
            documents.apply(changes);
            kept.clear();
            kept.putAll(next);
        }
    }
}
