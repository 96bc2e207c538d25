package dev.parley.server.frontend;

/** The credentials behind one listener, for the routes that show and administer them. Thread-safe. */
public interface KeyDirectory {
    /**
     * How they stand.
     *
     * @param failed those that rest after a failure
     * @param currentIndex place of the one used last; -1 before the first use
     */
    record Keys(int total, int available, int failed, int currentIndex) {}

    Keys keys();

    /** Reads them again from where they are kept; calls that are open go on. */
    void reload();

    /** Forgets every failure. */
    void reset();
}
