package dev.parley.server.provider.deepseek;

import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.http.HostQuestion;
import java.util.concurrent.ExecutionException;

/** What a chat does before it asks: log-in if there is no token, and a session, which is then left alone (AD-11). */
final class SessionCheck {
    private final SessionHost host;
    private final LogIns logIns;
    private final Lease lease;

    SessionCheck(SessionHost host, LogIns logIns, Lease lease) {
        this.host = host;
        this.logIns = logIns;
        this.lease = lease;
    }

    void run() {
        Secret token = token();
        try {
            open(token);
        } catch (ChatException e) {
            if (!LogIns.isRefusal(e) || lease.credential().logIn() == null) {
                throw e;
            }
            open(token());
        }
    }

    Secret token() {
        try {
            return logIns.token(lease).get();
        } catch (InterruptedException e) {
            throw ChatException.cancelled();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ChatException failure ? failure : ChatException.internal(e);
        }
    }

    private void open(Secret token) {
        try (HostQuestion question = host.open(token)) {
            host.opened(question.answer());
        } catch (ChatException e) {
            if (LogIns.isRefusal(e)) {
                logIns.forget(lease, token);
            }
            throw e.without(token.reveal());
        }
    }
}
