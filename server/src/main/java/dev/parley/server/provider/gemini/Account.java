package dev.parley.server.provider.gemini;

import dev.parley.server.credential.CredentialFile;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A credential file in use, and the token it has now. Calls that need a new one at the same time share one fetch
 * (BAN-05), which none of them owns: it goes on when the call that began it is cancelled. The lock guards the token and
 * the fetch.
 */
final class Account {
    /** How long before its end a token is replaced. */
    private static final Duration AHEAD = Duration.ofSeconds(180);

    private final CredentialFile file;
    private final GoogleTokens tokens;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Shown current;
    private @Nullable CompletableFuture<Shown> fetch;

    Account(CredentialFile file, GoogleTokens tokens, InstantSource clock) {
        this.file = file;
        this.tokens = tokens;
        this.clock = clock;
        this.current = initial(file);
    }

    /** Whether this is made of that file's text. */
    boolean isOf(CredentialFile other) {
        return file.equals(other);
    }

    /** Whether it can get another token. */
    boolean isRenewable() {
        return GoogleTokens.canFetch(file);
    }

    /** What to show, when there is something. Cancelling what this returns cancels no fetch. */
    CompletableFuture<Shown> shown() {
        lock.lock();
        try {
            Shown shown = current;
            Instant now = clock.instant();
            if (shown != null && shown.isGood(isRenewable() ? now.plus(AHEAD) : now)) {
                return CompletableFuture.completedFuture(shown);
            }
            return isRenewable() ? flight().copy() : CompletableFuture.failedFuture(over());
        } finally {
            lock.unlock();
        }
    }

    /** The host refused this: unless there is a newer token already, there is none. */
    void forget(Shown refused) {
        lock.lock();
        try {
            if (refused.equals(current)) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A token whose end nobody knows is not worth a refused call where another can be had. */
    private static @Nullable Shown initial(CredentialFile file) {
        if (file.kind() == CredentialFile.Kind.API_KEY) {
            return Shown.key(file.apiKey());
        }
        boolean useless = file.accessToken().isEmpty() || GoogleTokens.canFetch(file) && file.expiresAt() == null;
        return useless ? null : Shown.token(file.accessToken(), file.expiresAt(), file);
    }

    private CompletableFuture<Shown> flight() {
        CompletableFuture<Shown> under = fetch;
        if (under == null) {
            CompletableFuture<Shown> flight = new CompletableFuture<>();
            fetch = flight;
            Thread.ofVirtual().name("access-token").start(() -> fly(flight));
            return flight;
        }
        return under;
    }

    private void fly(CompletableFuture<Shown> flight) {
        try {
            flight.complete(land(tokens.fetch(file)));
        } catch (RuntimeException e) {
            Shown old = land(null);
            // A token that is soon over is better than none while its host is down.
            if (old != null && old.isGood(clock.instant()) && !isRefused(e)) {
                flight.complete(old);
            } else {
                flight.completeExceptionally(e);
            }
        }
    }

    /** Ends the fetch; what is there now. */
    private @Nullable Shown land(@Nullable Shown fetched) {
        lock.lock();
        try {
            fetch = null;
            current = fetched == null ? current : fetched;
            return current;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isRefused(RuntimeException e) {
        return e instanceof ChatException failure && failure.blame() == Blame.CREDENTIAL;
    }

    private static ChatException over() {
        return TokenFailures.refused("its own is over, and it has no refresh_token to get another")
                .build();
    }
}
