package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows the calls that are open, so that a shutdown can end those that have not ended by themselves. Thread-safe. */
final class OpenCalls implements ChatHandler {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ChatHandler inner;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    OpenCalls(ChatHandler inner) {
        this.inner = inner;
    }

    @Override
    public ChatStream open(ChatCall call) {
        Open opened = new Open(inner.open(call));
        open.add(opened);
        return opened;
    }

    /** Ends all of them with UNAVAILABLE, which their front ends tell in their callers' dialects. Does not block. */
    void end() {
        open.forEach(Open::end);
    }

    private final class Open implements ChatStream {
        private final ChatStream stream;
        private volatile boolean ended;

        Open(ChatStream stream) {
            this.stream = stream;
        }

        @Override
        public @Nullable ChatEvent next() {
            try {
                return stream.next();
            } catch (ChatException e) {
                throw ended ? shuttingDown(e) : e;
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

        void end() {
            ended = true;
            Thread.startVirtualThread(stream::close);
        }

        private static ChatException shuttingDown(ChatException cause) {
            return ChatException.of(
                            ErrorCode.ERROR_CODE_UNAVAILABLE,
                            Blame.GATEWAY,
                            "shutting_down",
                            "The server is shutting down; send the request again.")
                    .retryAfter(RETRY_AFTER)
                    .cause(cause)
                    .build();
        }
    }
}
