package dev.parley.server.provider.deepseek;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Lease;
import dev.parley.server.pool.LogIn;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tokens of accounts. Calls that need one at the same time share one log-in (DS-18), which none of them owns: it goes
 * on when the call that began it is cancelled. The lock guards the log-ins and every change of a token.
 */
final class LogIns {
    private static final String REFUSED = "upstream_auth_failed";

    private final SessionHost host;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, CompletableFuture<Secret>> flights = new HashMap<>();

    LogIns(SessionHost host) {
        this.host = host;
    }

    /** The account's token, when there is one. Cancelling what this returns cancels no log-in. */
    CompletableFuture<Secret> token(Lease lease) {
        lock.lock();
        try {
            Secret token = lease.credential().secret();
            return token.isEmpty() ? flight(lease).copy() : CompletableFuture.completedFuture(token);
        } finally {
            lock.unlock();
        }
    }

    /** The host refused this token: unless there is a newer one already, the account has none. */
    void forget(Lease lease, Secret refused) {
        lock.lock();
        try {
            if (lease.credential().secret().equals(refused)) {
                lease.renew(Secret.of(""));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the host refused the account or its token. */
    static boolean isRefusal(ChatException failure) {
        return failure.error().getReason().equals(REFUSED);
    }

    private CompletableFuture<Secret> flight(Lease lease) {
        LogIn logIn = lease.credential().logIn();
        if (logIn == null) {
            return CompletableFuture.failedFuture(noLogIn());
        }
        return flights.computeIfAbsent(lease.credential().id(), id -> {
            CompletableFuture<Secret> flight = new CompletableFuture<>();
            Thread.ofVirtual().name("log-in").start(() -> fly(id, lease, logIn, flight));
            return flight;
        });
    }

    private void fly(String id, Lease lease, LogIn logIn, CompletableFuture<Secret> flight) {
        try {
            Secret token = host.logIn(logIn);
            land(id, () -> lease.renew(token));
            flight.complete(token);
        } catch (RuntimeException e) {
            land(id, () -> {});
            flight.completeExceptionally(e);
        }
    }

    private void land(String id, Runnable outcome) {
        lock.lock();
        try {
            outcome.run();
            flights.remove(id);
        } finally {
            lock.unlock();
        }
    }

    private static ChatException noLogIn() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.CREDENTIAL,
                        REFUSED,
                        "The account has no token, and neither password nor name to get one.")
                .build();
    }
}
