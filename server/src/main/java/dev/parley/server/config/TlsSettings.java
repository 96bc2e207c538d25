package dev.parley.server.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How listeners are encrypted, all of them alike.
 *
 * @param certificate a PEM file: the certificate, then those that lead to its authority; unset: listeners speak in the
 *     clear
 * @param privateKey a PEM file: the certificate's key, without a password
 * @param clientCa a PEM file: the authorities whose client certificates are taken
 * @param reload how often the files are looked at; zero: never
 */
public record TlsSettings(
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable Path clientCa,
        ClientAuth clientAuth,
        Duration reload) {

    /** Whether clients show a certificate. */
    public enum ClientAuth {
        NONE,
        /** Those that have one; a wrong one is refused all the same. */
        OPTIONAL,
        REQUIRED
    }

    /** Whether listeners are encrypted. */
    public boolean enabled() {
        return certificate != null;
    }
}
