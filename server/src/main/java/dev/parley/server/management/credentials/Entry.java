package dev.parley.server.management.credentials;

import dev.parley.server.credential.CredentialFile;
import dev.parley.server.pool.Credential;
import org.jspecify.annotations.Nullable;

/**
 * A credential, and where it stands.
 *
 * @param filename the file's name, or the variable's; empty for the others
 * @param file what it was read from; null: it is a mere key, or an account
 */
public record Entry(
        Credential credential,
        Source source,
        String filename,
        @Nullable CredentialFile file) {
    /** One that is a mere key, or an account. */
    public static Entry of(Credential credential, Source source, String filename) {
        return new Entry(credential, source, filename, null);
    }

    /** One that is a file for the pool, too. */
    public static Entry of(CredentialFile file, Source source, String filename) {
        return new Entry(file.pooled(), source, filename, file);
    }
}
