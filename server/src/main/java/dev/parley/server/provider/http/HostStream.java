package dev.parley.server.provider.http;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Served;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.EventReader;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.SseEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one exchange, read as it comes. The host decides whether it streams, whatever was asked for (E-STR-7):
 * see {@link Framing}.
 */
final class HostStream implements ChatStream {
    private static final int LEAVE_MILLIS = 500;

    private final Exchange exchange;
    private final SouthDialect dialect;
    private final List<String> dropped;
    private final Framing framing;
    private final Deque<ChatEvent> ready = new ArrayDeque<>();
    private final Exchange.Step<@Nullable ChatEvent> step = this::advance;
    private final Consumer<ChatEvent> pass = this::pass;

    private boolean begun;
    private @Nullable FrameReader frames;
    private @Nullable EventReader events;
    private @Nullable RuntimeException failure;

    /**
     * An answer that nobody has asked for yet.
     *
     * @param dropped what the request could not say
     * @param framing how the answer comes, as far as its content type does not tell
     */
    HostStream(Exchange exchange, SouthDialect dialect, List<String> dropped, Framing framing) {
        this.exchange = exchange;
        this.dialect = dialect;
        this.dropped = dropped;
        this.framing = framing;
    }

    @Override
    public @Nullable ChatEvent next() {
        return exchange.tell(step);
    }

    /** Takes the frames that are at hand until it is known what comes next, because not every one brings an event. */
    @Override
    public boolean buffered() {
        try {
            SseEvent frame = atHand();
            while (frame != null) {
                take(frame);
                frame = atHand();
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        return known();
    }

    @Override
    public void close() {
        exchange.close();
    }

    private @Nullable ChatEvent advance() throws IOException {
        if (!begun) {
            begun = true;
            open(exchange.open());
        }
        while (!known()) {
            read();
        }
        if (ready.isEmpty() && failure != null) {
            throw failure;
        }
        return ready.poll();
    }

    /** Whether it is known what comes next. */
    private boolean known() {
        return !ready.isEmpty() || failure != null || (begun && frames == null);
    }

    private @Nullable SseEvent atHand() {
        FrameReader reader = frames;
        return reader == null || known() ? null : reader.atHand();
    }

    private void open(UpstreamReply reply) throws IOException {
        frames = framing.reader(reply);
        if (frames == null) {
            dialect.readResponse(exchange.body(reply)).forEach(pass);
        } else {
            events = dialect.eventReader();
        }
    }

    private void read() throws IOException {
        SseEvent frame = Objects.requireNonNull(frames).next();
        if (frame == null) {
            frames = null;
            exchange.ended();
            Objects.requireNonNull(events).end(pass);
        } else {
            take(frame);
        }
    }

    private void take(SseEvent frame) {
        EventReader state = Objects.requireNonNull(events);
        state.read(frame, pass);
        if (state.done()) {
            FrameReader rest = Objects.requireNonNull(frames);
            frames = null;
            exchange.ended();
            leave(rest);
        }
    }

    /** Reads the little that may follow a whole answer, so that the connection can be kept; not for long. */
    private void leave(FrameReader reader) {
        Thread.startVirtualThread(() -> {
            try {
                CompletableFuture.delayedExecutor(LEAVE_MILLIS, TimeUnit.MILLISECONDS)
                        .execute(exchange::abort);
                reader.next();
            } catch (IOException | RuntimeException e) {
                exchange.abort();
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
}
