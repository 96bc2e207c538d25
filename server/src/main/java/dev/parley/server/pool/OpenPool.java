package dev.parley.server.pool;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Instant;
import java.util.Set;

/** The pool of a provider that wants no credential and has no limits: always lends the same empty one. Thread-safe. */
public final class OpenPool implements CredentialPool {
    private static final Credential NONE = new Credential("none", Secret.of(""));
    private static final Lease LEASE = new Lease() {
        @Override
        public Credential credential() {
            return NONE;
        }

        @Override
        public void renew(Secret secret) {}

        @Override
        public void succeeded() {}

        @Override
        public void failed(ChatException cause) {}

        @Override
        public void close() {}
    };

    @Override
    public Credential any() {
        return NONE;
    }

    @Override
    public Lease acquire(String model, Set<String> tried, Instant deadline) {
        if (tried.isEmpty()) {
            return LEASE;
        }
        throw ChatException.of(
                        ErrorCode.ERROR_CODE_UNAVAILABLE,
                        Blame.CREDENTIAL,
                        "service_unavailable",
                        "There is no other credential to try.")
                .build();
    }
}
