package dev.parley.server.frontend.connection;

import dev.parley.server.config.ConnectionSettings;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * All connections of callers, from the moment they are accepted: lets no address have more than its share, and ends
 * those that are late with what they began ({@code connections.*}). Helidon does neither. Thread-safe.
 */
public final class OpenConnections implements AutoCloseable {
    private static final int VISITS_LEAST_MILLIS = 25;
    private static final int VISITS_MOST_MILLIS = 1000;

    private static final Duration FILES_WAIT = Duration.ofSeconds(1);
    private static final Duration FILES_PAUSE = Duration.ofMillis(20);

    private final ConnectionSettings settings;
    private final IntPredicate filesAreMany;
    private volatile boolean closed;
    private final Map<Accepted.Ends, Accepted> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("parley-watchdog").factory());

    /** {@code filesAreMany} is told how many connections are open, and tells whether there is room for no other. */
    public OpenConnections(ConnectionSettings settings, IntPredicate filesAreMany) {
        this.settings = settings;
        this.filesAreMany = filesAreMany;
        long shortest = Stream.of(settings.requestHead(), settings.requestBody(), settings.idle())
                .mapToLong(Duration::toMillis)
                .min()
                .orElseThrow();
        long pause = Math.clamp(shortest / 4, VISITS_LEAST_MILLIS, VISITS_MOST_MILLIS);
        watchdog.scheduleWithFixedDelay(this::visitAll, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** These options, for a listener whose connections are to be watched here. */
    public SocketOptions admitting(SocketOptions options) {
        return new AdmittingOptions(options, this::admit);
    }

    ConnectionSettings settings() {
        return settings;
    }

    /**
     * The connection that Helidon serves under this context.
     *
     * @throws CloseConnectionException it has ended meanwhile
     */
    Accepted of(ConnectionContext context) {
        Accepted accepted;
        try {
            accepted = open.get(new Accepted.Ends(
                    context.remotePeer().address(), context.localPeer().address()));
        } catch (UncheckedIOException e) {
            throw new CloseConnectionException("The connection has ended", e);
        }
        if (accepted == null) {
            throw new CloseConnectionException("The connection has ended, or its listener does not admit it here");
        }
        return accepted;
    }

    @Override
    public void close() {
        closed = true;
        watchdog.shutdownNow();
    }

    /**
     * Takes a connection in. Blocks for a second while too many files are open, and so the thread that accepts: one
     * that finds no file left would end its listener.
     *
     * @throws IllegalStateException there is no room, or its address has too many; Helidon then closes it
     */
    private void admit(SocketChannel channel) {
        awaitFiles();
        Accepted accepted = new Accepted(channel);
        int most = settings.maxPerAddress();
        if (most > 0) {
            if (byAddress.getOrDefault(accepted.address(), 0) >= most) {
                visitAll();
            }
            if (byAddress.getOrDefault(accepted.address(), 0) >= most) {
                throw new IllegalStateException("too many connections from " + accepted.address());
            }
        }
        byAddress.merge(accepted.address(), 1, Integer::sum);
        Accepted before = open.put(accepted.ends(), accepted);
        if (before != null) {
            left(before);
        }
    }

    private void awaitFiles() {
        long end = System.nanoTime() + FILES_WAIT.toNanos();
        while (filesAreMany.test(open.size())) {
            if (closed || System.nanoTime() - end >= 0) {
                throw new IllegalStateException("too many files are open");
            }
            LockSupport.parkNanos(this, FILES_PAUSE.toNanos());
        }
    }

    private void visitAll() {
        long now = System.nanoTime();
        long head = settings.requestHead().toNanos();
        open.forEach((ends, one) -> {
            if (one.isOpen()) {
                one.visit(now, head);
            } else if (open.remove(ends, one)) {
                left(one);
            }
        });
    }

    private void left(Accepted gone) {
        byAddress.computeIfPresent(gone.address(), (address, count) -> count == 1 ? null : count - 1);
    }
}
