package dev.parley.server.management.credentials;

import dev.parley.server.admin.TimeBox;
import dev.parley.server.credential.CredentialFile;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Credential;
import dev.parley.server.pool.FreeLease;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.AccountCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Asks a host whether it takes a credential that is in no pool: four at a time, however many ask. Thread-safe. */
final class LiveCheck {
    /** How long one may take. */
    static final Duration MOST = Duration.ofSeconds(10);

    /** Of the credentials that are asked about at a time. */
    private final BlockingQueue<String> ids =
            new ArrayBlockingQueue<>(4, false, List.of("check@1", "check@2", "check@3", "check@4"));

    private final DefaultPool fallback;

    LiveCheck(DefaultPool fallback) {
        this.fallback = fallback;
    }

    /**
     * What came of it.
     *
     * @param problem empty if it is OK
     */
    record Outcome(Grade grade, String problem) {
        private static final Outcome OK = new Outcome(Grade.OK, "");
    }

    /**
     * Has a token fetched for an account, and a list of models for a key. Blocks until the host has answered, at most
     * as long as the limit says.
     *
     * @throws ChatException CANCELLED if the thread is interrupted
     */
    Outcome check(CredentialFile file, Duration limit) {
        try {
            TimeBox.within(limit, () -> {
                ask(file);
                return true;
            });
            return Outcome.OK;
        } catch (ChatException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            boolean refused = e.blame() == Blame.CREDENTIAL && e.retryAfter() == null;
            return new Outcome(
                    refused ? Grade.PERMANENT : Grade.RECOVERABLE, "token: " + Said.of(e, file.pooled(), file));
        }
    }

    private void ask(CredentialFile file) throws InterruptedException {
        AccountCheck host = fallback.only()
                .map(ManagedPool::host)
                .filter(AccountCheck.class::isInstance)
                .map(AccountCheck.class::cast)
                .orElseThrow(() -> ChatException.invalid(
                        "live", "There is nobody to ask (expected: one enabled provider of type gemini)."));
        String id = ids.take();
        Credential credential = new Credential(id, file.forRenewal());
        try {
            Lease lease = new FreeLease(credential, Lease.Reason.PINNED);
            if (file.isRenewable()) {
                host.logIn(lease);
            } else {
                host.check(lease);
            }
        } finally {
            host.forget(credential);
            ids.add(id);
        }
    }
}
