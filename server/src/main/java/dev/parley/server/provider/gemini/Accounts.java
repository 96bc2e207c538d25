package dev.parley.server.provider.gemini;

import dev.parley.server.credential.CredentialException;
import dev.parley.server.credential.CredentialFile;
import dev.parley.server.credential.TokenHosts;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Credential;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The accounts that have been in use, by their credential's id. Thread-safe. */
final class Accounts {
    private final GoogleTokens tokens;
    private final TokenHosts hosts;
    private final InstantSource clock;
    private final Map<String, Account> known = new ConcurrentHashMap<>();

    Accounts(GoogleTokens tokens, TokenHosts hosts, InstantSource clock) {
        this.tokens = tokens;
        this.hosts = hosts;
        this.clock = clock;
    }

    /**
     * The account of a credential; null if that is a mere key, or nothing.
     *
     * @throws ChatException blame CREDENTIAL if it is a file that cannot be read
     */
    @Nullable
    Account of(Credential credential) {
        String text = credential.secret().reveal();
        if (!CredentialFile.isMeant(text)) {
            return null;
        }
        CredentialFile file = parsed(text, credential.id());
        return Objects.requireNonNull(known.compute(
                credential.id(), (id, old) -> old != null && old.isOf(file) ? old : new Account(file, tokens, clock)));
    }

    /** No account of this credential is remembered, nor a token of it. */
    void forget(String id) {
        known.remove(id);
    }

    /** What a mere key is shown as. */
    static Shown key(Credential credential) {
        return credential.secret().isEmpty() ? Shown.NOTHING : Shown.key(credential.secret());
    }

    /**
     * What the future gives. Blocks until it does; interrupting the thread ends that.
     *
     * @throws ChatException as the future fails
     */
    static Shown await(CompletableFuture<Shown> shown) {
        try {
            return shown.get();
        } catch (InterruptedException | CancellationException e) {
            throw ChatException.cancelled();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ChatException failure ? failure : ChatException.internal(e);
        }
    }

    private CredentialFile parsed(String json, String id) {
        try {
            return CredentialFile.parse(json, id, hosts);
        } catch (CredentialException e) {
            throw TokenFailures.refused("its file cannot be used: " + e.getMessage())
                    .cause(e)
                    .build();
        }
    }
}
