package dev.parley.server.admin;

import dev.parley.server.store.AuditLog;
import dev.parley.server.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was written down, and can be broken. */
final class MemoryAudit implements AuditLog {
    private final List<Entry> entries = new ArrayList<>();
    volatile boolean broken;

    @Override
    public synchronized void add(Entry entry) {
        if (broken) {
            throw new StoreException("the disk is full", null);
        }
        entries.add(entry);
    }

    @Override
    public synchronized List<Entry> latest(int most) {
        return entries.reversed().stream().limit(most).toList();
    }

    /** What was done to what, the oldest first. */
    synchronized List<String> deeds() {
        return entries.stream()
                .map(entry -> (entry.action() + ' ' + entry.subject()).strip())
                .toList();
    }
}
