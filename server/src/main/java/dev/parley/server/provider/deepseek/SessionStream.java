package dev.parley.server.provider.deepseek;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.config.Secret;
import dev.parley.server.dialect.deepseek.DeepSeekModel;
import dev.parley.server.dialect.deepseek.SessionReply;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.http.HostQuestion;
import dev.parley.server.provider.http.UnderWay;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a host with sessions: log-in if there is no token, a session, the completion (DS-31). A token that is
 * refused before the first event is forgotten and got anew, once (DS-19).
 */
final class SessionStream implements ChatStream {
    private final Attempt attempt;
    private final DeepSeekModel model;
    private final SessionHost host;
    private final LogIns logIns;
    private final UnderWay underWay = new UnderWay();
    private volatile @Nullable ChatStream completion;

    SessionStream(Attempt attempt, DeepSeekModel model, SessionHost host, LogIns logIns) {
        this.attempt = attempt;
        this.model = model;
        this.host = host;
        this.logIns = logIns;
    }

    @Override
    public @Nullable ChatEvent next() {
        ChatStream open = completion;
        if (open != null) {
            return open.next();
        }
        try {
            return first();
        } catch (ChatException e) {
            throw underWay.isClosed() ? ChatException.cancelled() : e;
        }
    }

    @Override
    public boolean buffered() {
        ChatStream open = completion;
        return open != null && open.buffered();
    }

    @Override
    public void close() {
        underWay.close();
    }

    private @Nullable ChatEvent first() {
        Secret token = token();
        try {
            return begin(token);
        } catch (ChatException e) {
            boolean renewable = attempt.lease().credential().logIn() != null;
            if (!LogIns.isRefusal(e) || !renewable || !attempt.tries().again()) {
                throw e;
            }
        }
        return begin(token());
    }

    private Secret token() {
        CompletableFuture<Secret> token = logIns.token(attempt.lease());
        underWay.begin(() -> token.cancel(false));
        try {
            return token.join();
        } catch (CancellationException e) {
            throw ChatException.cancelled();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ChatException failure ? failure : e;
        }
    }

    private @Nullable ChatEvent begin(Secret token) {
        try {
            HostQuestion question = host.open(token);
            underWay.begin(question::close);
            SessionReply.Opened session = host.opened(question.answer());
            ChatStream stream = host.complete(attempt, session, model, token);
            underWay.begin(stream::close);
            ChatEvent event = stream.next();
            completion = stream;
            return event;
        } catch (ChatException e) {
            if (LogIns.isRefusal(e)) {
                logIns.forget(attempt.lease(), token);
            }
            throw e.without(token.reveal());
        }
    }
}
