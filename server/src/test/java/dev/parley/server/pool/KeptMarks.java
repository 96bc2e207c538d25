package dev.parley.server.pool;

import java.util.List;
import java.util.function.Supplier;

/** A memory that is as good as a store, and lasts as long as the test. */
final class KeptMarks implements CredentialMemory {
    private List<CredentialMark> kept = List.of();
    private int writes;

    @Override
    public synchronized List<CredentialMark> load() {
        return kept;
    }

    @Override
    public synchronized void changed(Supplier<List<CredentialMark>> marks) {
        kept = marks.get();
        writes++;
    }

    synchronized List<CredentialMark> marks() {
        return kept;
    }

    synchronized int writes() {
        return writes;
    }
}
