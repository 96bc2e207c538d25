package dev.parley.server.frontend.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection from its first moment on, also before it is known what it speaks. When its caller is late, its
 * input is ended first, so that whoever reads can still answer; the next visit closes it.
 */
final class Accepted {
    private final SocketChannel channel;
    private final Ends ends;
    private final long since = System.nanoTime();
    private volatile @Nullable CallerConnection caller;
    private volatile boolean late;

    /** The two ends of a connection, by which it is found again. */
    record Ends(SocketAddress remote, SocketAddress local) {}

    Accepted(SocketChannel channel) {
        this.channel = channel;
        try {
            this.ends = new Ends(channel.getRemoteAddress(), channel.getLocalAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Ends ends() {
        return ends;
    }

    /** The numeric address of the other end; empty if it has none. */
    String address() {
        return ends.remote() instanceof InetSocketAddress peer && !peer.isUnresolved()
                ? peer.getAddress().getHostAddress()
                : "";
    }

    /** When it was accepted, as of {@link System#nanoTime()}. */
    long since() {
        return since;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether the end of its input is of our making. */
    boolean isLate() {
        return late;
    }

    /** It is known what it speaks, and from now on {@code identified} tells whether its caller is late. */
    void identified(CallerConnection identified) {
        caller = identified;
    }

    /** Ends what is late. {@code head} bounds, in nanoseconds, how long it may be unknown what it speaks. */
    void visit(long now, long head) {
        CallerConnection known = caller;
        if (known == null ? now - since > head : known.isOverdue(now)) {
            try {
                end();
            } catch (IOException e) {
                // It has ended by itself.
            }
        }
    }

    private void end() throws IOException {
        if (late) {
            channel.close();
        } else {
            late = true;
            channel.shutdownInput();
        }
    }
}
