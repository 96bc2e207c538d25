package dev.parley.server.frontend.tls;

import dev.parley.server.chat.Pulse;
import io.helidon.common.socket.HelidonSocket;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Closes a connection whose client has not shaken hands in time. */
final class HandshakeDeadline implements Pulse.Beat, AutoCloseable {
    private final Pulse pulse;
    private final HelidonSocket wire;
    private final long end;
    private boolean passed;

    private HandshakeDeadline(Pulse pulse, HelidonSocket wire, Duration timeout) {
        this.pulse = pulse;
        this.wire = wire;
        this.end = System.nanoTime() + timeout.toNanos();
    }

    static HandshakeDeadline start(Pulse pulse, HelidonSocket wire, Duration timeout) {
        HandshakeDeadline deadline = new HandshakeDeadline(pulse, wire, timeout);
        pulse.add(deadline);
        return deadline;
    }

    @Override
    public void beat(long now) {
        if (!passed && now - end >= 0) {
            passed = true;
            Thread.startVirtualThread(this::cut);
        }
    }

    /** The handshake is over. */
    @Override
    public void close() {
        pulse.remove(this);
    }

    private void cut() {
        try {
            wire.close();
        } catch (UncheckedIOException e) {
            // It was closed already.
        }
    }
}
