package dev.parley.server.pool;

import java.util.List;
import java.util.function.Supplier;

/** Where the marks of one pool's credentials survive a restart (MA-50). Thread-safe. */
public interface CredentialMemory {
    /** Keeps nothing. */
    CredentialMemory NONE = new CredentialMemory() {
        @Override
        public List<CredentialMark> load() {
            return List.of();
        }

        @Override
        public void changed(Supplier<List<CredentialMark>> marks) {}
    };

    /**
     * All marks that were kept. Called once, while the pool is made; may block. Those of credentials that are not there
     * are kept for when they come; bans that are over are passed over.
     */
    List<CredentialMark> load();

    /**
     * Some credential was disabled, enabled, banned or recovered: what is kept from now on is what {@code marks} gives.
     * Called outside the pool's lock, on the thread of whoever changed it, so it must not block: an implementation that
     * writes hands the work to a thread of its own and asks for the marks there, one write at a time, so that the last
     * one holds the last change.
     */
    void changed(Supplier<List<CredentialMark>> marks);
}
