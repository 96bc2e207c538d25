package dev.parley.server.provider.gemini;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.http.UnderWay;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call with an account: a token if there is none, then the question. A token that is refused before the first event
 * is forgotten and got anew, once (BAN-05).
 */
final class GeminiStream implements ChatStream {
    private final Attempt.Tries tries;
    private final Account account;
    private final Function<Shown, ChatStream> question;
    private final UnderWay underWay = new UnderWay();
    private volatile @Nullable ChatStream answer;
    private String secret = "";

    /** {@code question} asks the host, and is shown this. */
    GeminiStream(Attempt.Tries tries, Account account, Function<Shown, ChatStream> question) {
        this.tries = tries;
        this.account = account;
        this.question = question;
    }

    @Override
    public @Nullable ChatEvent next() {
        ChatStream open = answer;
        try {
            return open == null ? first() : open.next();
        } catch (ChatException e) {
            throw underWay.isClosed() ? ChatException.cancelled() : e.without(secret);
        }
    }

    @Override
    public boolean buffered() {
        ChatStream open = answer;
        return open != null && open.buffered();
    }

    @Override
    public void close() {
        underWay.close();
    }

    private @Nullable ChatEvent first() {
        Shown shown = shown();
        try {
            return begin(shown);
        } catch (ChatException e) {
            if (!TokenFailures.isRefusal(e) || !account.isRenewable() || !tries.again()) {
                throw e;
            }
        }
        return begin(shown());
    }

    private Shown shown() {
        CompletableFuture<Shown> shown = account.shown();
        underWay.begin(() -> shown.cancel(false));
        return Accounts.await(shown);
    }

    private @Nullable ChatEvent begin(Shown shown) {
        secret = shown.secret().reveal();
        ChatStream stream = question.apply(shown);
        underWay.begin(stream::close);
        try {
            ChatEvent event = stream.next();
            answer = stream;
            return event;
        } catch (ChatException e) {
            if (TokenFailures.isRefusal(e) && account.isRenewable()) {
                account.forget(shown);
            }
            throw e;
        }
    }
}
