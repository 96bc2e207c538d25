package dev.parley.server.management.credentials;

import dev.parley.server.credential.CredentialFile;
import dev.parley.server.credential.TokenHosts;
import dev.parley.server.pool.Credential;
import dev.parley.server.pool.LeasingPool;
import dev.parley.server.provider.Provider;

/**
 * A provider's credentials, to be administered.
 *
 * @param takes what may be uploaded
 * @param hosts where its credential files may have tokens fetched
 * @param marks where their state is kept
 */
public record ManagedPool(
        Provider host, Takes takes, TokenHosts hosts, LeasingPool pool, Sources sources, StoredMarks marks) {

    /** What a provider can use of credential files. */
    public enum Takes {
        /** All of them. */
        FILES,
        /** API keys alone, without the file around them. */
        KEYS,
        /** None: its accounts are the admin API's. */
        NOTHING
    }

    /** Its name in the settings. */
    String name() {
        return host.name();
    }

    /** What the pool lends of a file. */
    Credential credential(CredentialFile file) {
        return takes == Takes.FILES ? file.pooled() : new Credential(file.id(), file.apiKey());
    }
}
