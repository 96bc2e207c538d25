package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Knows the calls that are open, so that a shutdown can end those that have not ended by themselves, and so can who
 * takes a caller's key away or needs room. Thread-safe.
 */
final class OpenCalls implements ChatHandler {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ChatHandler inner;
    /** Why a call was ended from outside. */
    private enum End {
        SHUTDOWN(
                ErrorCode.ERROR_CODE_UNAVAILABLE,
                Blame.GATEWAY,
                "shutting_down",
                "The server is shutting down; send the request again."),
        OVERLOADED(
                ErrorCode.ERROR_CODE_UNAVAILABLE,
                Blame.GATEWAY,
                "overloaded",
                "The gateway ran out of memory (settings memory.*); send the request again."),
        REVOKED(
                ErrorCode.ERROR_CODE_UNAUTHENTICATED,
                Blame.REQUEST,
                "key_revoked",
                "The API key was revoked while the call was under way (expected: a key that is valid).");

        private final ErrorCode code;
        private final Blame blame;
        private final String reason;
        private final String message;

        End(ErrorCode code, Blame blame, String reason, String message) {
            this.code = code;
            this.blame = blame;
            this.reason = reason;
            this.message = message;
        }

        ChatException failure(ChatException cause) {
            ChatException.Builder failure =
                    ChatException.of(code, blame, reason, message).cause(cause);
            return (this == REVOKED ? failure : failure.retryAfter(RETRY_AFTER)).build();
        }
    }

    /** Of all open calls this part is ended at a time, and at least one. */
    private static final int SHED = 10;

    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong opened = new AtomicLong();

    OpenCalls(ChatHandler inner) {
        this.inner = inner;
    }

    @Override
    public ChatStream open(ChatCall call) {
        Open opened = new Open(call.caller().identity(), inner.open(call));
        open.add(opened);
        return opened;
    }

    /** Ends all of them with UNAVAILABLE, which their front ends tell in their callers' dialects. Does not block. */
    void end() {
        open.forEach(each -> each.end(End.SHUTDOWN));
    }

    /** Ends the newest ones, a tenth, with UNAVAILABLE in the same way; tells how many. Does not block. */
    int shed() {
        List<Open> newest = open.stream()
                .filter(each -> each.ended == null)
                .sorted(Comparator.comparingLong((Open each) -> each.number).reversed())
                .toList();
        List<Open> some = newest.subList(0, (newest.size() + SHED - 1) / SHED);
        some.forEach(each -> each.end(End.OVERLOADED));
        return some.size();
    }

    /** Ends those of these callers with UNAUTHENTICATED in the same way. Does not block. */
    void revoke(Set<String> identities) {
        open.stream().filter(each -> identities.contains(each.identity)).forEach(each -> each.end(End.REVOKED));
    }

    private final class Open implements ChatStream {
        private final long number = opened.incrementAndGet();
        private final String identity;
        private final ChatStream stream;
        private volatile @Nullable End ended;

        Open(String identity, ChatStream stream) {
            this.identity = identity;
            this.stream = stream;
        }

        @Override
        public @Nullable ChatEvent next() {
            try {
                return stream.next();
            } catch (ChatException e) {
                End why = ended;
                throw why == null ? e : why.failure(e);
            }
        }

        @Override
        public boolean buffered() {
            return stream.buffered();
        }

        @Override
        public void close() {
            open.remove(this);
            stream.close();
        }

        void end(End why) {
            ended = why;
            Thread.startVirtualThread(stream::close);
        }
    }
}
