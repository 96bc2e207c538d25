package dev.parley.server.store;

import java.time.Instant;
import java.util.List;

/** Who changed what, and who read secrets. Append-only. Thread-safe. */
public interface AuditLog {
    /**
     * One deed.
     *
     * @param actor who: a label, never a key
     * @param address from where; empty if not known
     * @param action such as {@code key.add}
     * @param subject to what: an identifier, never a secret
     */
    record Entry(Instant at, String actor, String address, String action, String subject) {}

    /** Writes one down. Blocks until it is on the disk. */
    void add(Entry entry);

    /** The latest, the newest first. */
    List<Entry> latest(int most);
}
