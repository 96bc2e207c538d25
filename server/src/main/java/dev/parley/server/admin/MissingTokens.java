package dev.parley.server.admin;

import dev.parley.server.error.ChatException;
import dev.parley.server.store.ManagedAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Logs in accounts that have no token, one after the other, so that their host is not pressed (VC-03). */
public final class MissingTokens {
    private static final int PAUSE_MILLIS = 500;

    private final AccountProbe probe;
    private final Pause pause;

    /** What lies between two log-ins. */
    interface Pause {
        void between() throws InterruptedException;
    }

    public MissingTokens(AccountProbe probe) {
        this(probe, () -> TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS));
    }

    MissingTokens(AccountProbe probe, Pause pause) {
        this.probe = probe;
        this.pause = pause;
    }

    /**
     * Identifiers of the accounts that got none. Blocks until each has been tried.
     *
     * @throws ChatException CANCELLED if this thread was interrupted
     */
    List<String> logIn(List<ManagedAccount> accounts) {
        List<String> failed = new ArrayList<>();
        boolean first = true;
        for (ManagedAccount account : accounts) {
            if (account.token().isEmpty()) {
                if (!first) {
                    pause();
                }
                first = false;
                if (!hasLoggedIn(account)) {
                    failed.add(account.id());
                }
            }
        }
        return failed;
    }

    private boolean hasLoggedIn(ManagedAccount account) {
        try {
            probe.logIn(account);
            return true;
        } catch (ChatException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return false;
        }
    }

    private void pause() {
        try {
            pause.between();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChatException.cancelled();
        }
    }
}
