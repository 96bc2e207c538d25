package dev.parley.server.provider;

/** Hears how the fetching of tokens goes, for those who count it. Must not block. */
@FunctionalInterface
public interface Renewals {
    /** Nobody listens. */
    Renewals UNHEARD = worked -> {};

    /** A host was asked for a token, and gave one or did not. */
    void fetched(boolean worked);
}
