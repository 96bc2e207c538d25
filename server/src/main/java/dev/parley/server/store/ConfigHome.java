package dev.parley.server.store;

/** Where the managed configuration is kept. One thread at a time. */
public interface ConfigHome {
    /** What is kept; {@link ManagedConfig#EMPTY} at first. Called once, before anything else. */
    ManagedConfig load();

    /**
     * Keeps {@code next} instead of {@code before}, all or nothing. Blocks until it is on the disk.
     *
     * @throws StoreException nothing was changed
     */
    void save(ManagedConfig before, ManagedConfig next);

    /** Whether what is saved is there after a restart. */
    boolean isDurable();
}
