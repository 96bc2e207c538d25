package dev.parley.server.provider.http;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Served;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.config.Secret;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.SseEvent;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one exchange, read as it comes. The host decides whether it streams, whatever was asked for (E-STR-7):
 * see {@link Framing}.
 */
public final class HostStream implements ChatStream {
    private static final int BODY_MOST = 64 << 20;
    private static final int ERROR_MOST = 64 << 10;
    private static final int LEAVE_MILLIS = 500;

    private final String provider;
    private final UpstreamCall call;
    private final SouthDialect dialect;
    private final Secret secret;
    private final List<String> dropped;
    private final InstantSource clock;
    private final Framing framing;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();

    private boolean executed;
    private @Nullable FrameReader frames;
    private @Nullable EventReader events;
    private volatile boolean closed;
    private volatile boolean whole;

    /**
     * An answer that nobody has asked for yet.
     *
     * @param secret what the host was shown, and no failure may show
     * @param framing how the answer comes, as far as its content type does not tell
     */
    public HostStream(
            String provider,
            UpstreamCall call,
            SouthDialect dialect,
            Secret secret,
            List<String> dropped,
            InstantSource clock,
            Framing framing) {
        this.provider = provider;
        this.call = call;
        this.dialect = dialect;
        this.secret = secret;
        this.dropped = dropped;
        this.clock = clock;
        this.framing = framing;
    }

    @Override
    public @Nullable ChatEvent next() {
        try {
            if (!executed) {
                executed = true;
                open(call.execute());
            }
            while (ready.isEmpty() && frames != null) {
                readFrame(frames);
            }
            return ready.poll();
        } catch (IOException e) {
            throw closed ? ChatException.cancelled() : UpstreamFailures.truncated(e);
        } catch (ChatException e) {
            throw closed ? ChatException.cancelled() : e.without(secret.reveal());
        } catch (RuntimeException e) {
            // Aborting an exchange shows up in many ways; the caller of close() knows why.
            throw closed ? ChatException.cancelled() : e;
        }
    }

    @Override
    public boolean buffered() {
        FrameReader reader = frames;
        return !ready.isEmpty() || (reader != null && reader.buffered());
    }

    @Override
    public void close() {
        closed = true;
        if (!whole) {
            call.close();
        }
    }

    private void open(UpstreamReply reply) throws IOException {
        if (reply.status() / 100 != 2) {
            throw refused(reply);
        }
        if (Framing.contentType(reply).startsWith("text/html")) {
            throw nonsense("an HTML page", reply.status());
        }
        frames = framing.reader(reply);
        if (frames == null) {
            readWhole(reply);
        } else {
            events = dialect.eventReader();
        }
    }

    private void readWhole(UpstreamReply reply) throws IOException {
        byte[] body = reply.body().readNBytes(BODY_MOST);
        if (body.length == 0) {
            throw nonsense("an empty body", reply.status());
        }
        if (body.length == BODY_MOST) {
            throw nonsense("a body of more than " + BODY_MOST + " bytes", reply.status());
        }
        whole = true;
        dialect.readResponse(body).forEach(this::pass);
    }

    private void readFrame(FrameReader reader) throws IOException {
        EventReader state = Objects.requireNonNull(events);
        SseEvent frame = reader.next();
        if (frame == null) {
            frames = null;
            whole = true;
            state.end(this::pass);
            return;
        }
        state.read(frame, this::pass);
        if (state.done()) {
            frames = null;
            whole = true;
            leave(reader);
        }
    }

    /** Reads the little that may follow a whole answer, so that the connection can be kept; not for long. */
    private void leave(FrameReader reader) {
        Thread.startVirtualThread(() -> {
            try {
                CompletableFuture.delayedExecutor(LEAVE_MILLIS, TimeUnit.MILLISECONDS)
                        .execute(call::close);
                reader.next();
            } catch (IOException | RuntimeException e) {
                call.close();
            }
        });
    }

    private void pass(ChatEvent event) {
        ready.add(event.hasStarted() && !dropped.isEmpty() ? withDropped(event) : event);
    }

    private ChatEvent withDropped(ChatEvent event) {
        Served served = event.getStarted().getServed().toBuilder()
                .addAllDropped(dropped)
                .build();
        return event.toBuilder()
                .setStarted(event.getStarted().toBuilder().setServed(served))
                .build();
    }

    private ChatException refused(UpstreamReply reply) throws IOException {
        int status = reply.status();
        if (status < 400) {
            return nonsense("a redirect, which is not followed,", status);
        }
        byte[] body = reply.body().readNBytes(ERROR_MOST);
        whole = body.length < ERROR_MOST;
        return dialect.readError(provider, status, RetryAfter.parse(reply.header("Retry-After"), clock), body);
    }

    private ChatException nonsense(String what, int status) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.TARGET,
                        "bad_upstream_reply",
                        "Provider '%s' answered with %s and status %d (expected: JSON or an event stream)."
                                .formatted(provider, what, status))
                .upstream(provider, status, "")
                .build();
    }
}
