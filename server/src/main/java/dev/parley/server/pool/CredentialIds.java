package dev.parley.server.pool;

import dev.parley.server.config.Secret;
import dev.parley.server.store.ManagedAccount;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names for credentials that logs may show. */
public final class CredentialIds {
    private static final int KEY_BYTES = 6;

    private CredentialIds() {}

    /** A credential named by the first 12 hex digits of its secret's SHA-256. */
    public static Credential named(Secret secret) {
        return new Credential(secret.fingerprint(KEY_BYTES), secret);
    }

    /** An account, named as {@link ManagedAccount#idOf} says. */
    public static Credential account(LogIn logIn, Secret token) {
        return account(ManagedAccount.idOf(logIn.email(), logIn.mobile(), token), logIn, token);
    }

    /** An account that has had its name since before it had this token; email and mobile number are its aliases. */
    public static Credential account(String id, LogIn logIn, Secret token) {
        Set<String> aliases = Stream.of(logIn.email(), logIn.mobile())
                .filter(name -> !name.isEmpty() && !name.equals(id))
                .collect(Collectors.toSet());
        boolean named = !logIn.email().isEmpty() || !logIn.mobile().isEmpty();
        return new Credential(id, aliases, token, named && !logIn.password().isEmpty() ? logIn : null);
    }
}
