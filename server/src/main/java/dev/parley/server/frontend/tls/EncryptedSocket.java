package dev.parley.server.frontend.tls;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose bytes are encrypted on another one. One thread reads, any may write. While it waits for bytes it holds
 * no buffer, since most connections wait most of the time. The lock is held while a record is made and written, so that
 * records stand in their order.
 */
final class EncryptedSocket implements HelidonSocket {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HelidonSocket wire;
    private final SSLEngine engine;
    private final ReentrantLock sending = new ReentrantLock();
    private ByteBuffer received = NOTHING;

    EncryptedSocket(HelidonSocket wire, SSLEngine engine) {
        this.wire = wire;
        this.engine = engine;
    }

    /**
     * Blocks until both sides agree on how to encrypt.
     *
     * @throws SSLException they do not; the client is told why
     */
    void handshake() throws SSLException {
        engine.beginHandshake();
        try {
            HandshakeStatus next = engine.getHandshakeStatus();
            while (next != HandshakeStatus.FINISHED && next != HandshakeStatus.NOT_HANDSHAKING) {
                next = step(next);
            }
        } catch (SSLException e) {
            sayGoodbye();
            throw e;
        }
    }

    /** Waits for the client's first bytes, and tells whether they are no TLS but a request's line. */
    boolean beginsWithHttp() {
        return receive() && Character.isUpperCase(received.get(0));
    }

    @Override
    public byte @Nullable [] get() {
        try {
            while (true) {
                byte[] opened = open();
                if (opened.length > 0) {
                    return opened;
                }
                if (engine.isInboundDone() || !receive()) {
                    return null;
                }
            }
        } catch (SSLException e) {
            sayGoodbye();
            throw broken(e);
        }
    }

    @Override
    public void write(BufferData buffer) {
        ByteBuffer clear = ByteBuffer.wrap(buffer.readBytes());
        sending.lock();
        try {
            while (clear.hasRemaining()) {
                send(clear);
            }
        } catch (SSLException e) {
            throw broken(e);
        } finally {
            sending.unlock();
        }
    }

    /** Tells the client that this was all, unless another thread is just writing. */
    void sayGoodbye() {
        if (!sending.tryLock()) {
            return;
        }
        try {
            engine.closeOutbound();
            while (!engine.isOutboundDone()) {
                send(NOTHING);
            }
        } catch (SSLException | UncheckedIOException e) {
            // It has gone already.
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public void idle() {
        wire.idle();
    }

    @Override
    public boolean isConnected() {
        return wire.isConnected();
    }

    @Override
    @SuppressWarnings("removal") // nobody calls it, but it has to be there
    public int read(BufferData buffer) {
        throw new UnsupportedOperationException("get() reads");
    }

    @Override
    public String protocol() {
        return engine.getApplicationProtocol();
    }

    @Override
    public boolean protocolNegotiated() {
        return !protocol().isEmpty();
    }

    @Override
    public PeerInfo remotePeer() {
        return wire.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return wire.localPeer();
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String socketId() {
        return wire.socketId();
    }

    @Override
    public String childSocketId() {
        return wire.childSocketId();
    }

    private HandshakeStatus step(HandshakeStatus next) throws SSLException {
        return switch (next) {
            case NEED_TASK -> {
                runTasks();
                yield engine.getHandshakeStatus();
            }
            case NEED_WRAP -> sendHandshake();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                SSLEngineResult result = engine.unwrap(received, ByteBuffer.allocate(received.remaining()));
                if (result.getStatus() == Status.CLOSED
                        || (result.getStatus() == Status.BUFFER_UNDERFLOW && !receive())) {
                    throw new SSLException("The client went away while shaking hands");
                }
                yield result.getHandshakeStatus();
            }
            case FINISHED, NOT_HANDSHAKING -> next;
        };
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private HandshakeStatus sendHandshake() throws SSLException {
        sending.lock();
        try {
            return send(NOTHING).getHandshakeStatus();
        } finally {
            sending.unlock();
        }
    }

    /** What all whole records hold that have come. */
    private byte[] open() throws SSLException {
        if (!received.hasRemaining()) {
            return NOTHING.array();
        }
        ByteBuffer clear = ByteBuffer.allocate(received.remaining());
        Status status = Status.OK;
        while (status == Status.OK && received.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(received, clear);
            status = result.getStatus();
            answerHandshake(result.getHandshakeStatus());
        }
        return Arrays.copyOf(clear.array(), clear.position());
    }

    /** TLS 1.3 renews keys so. What TLS 1.2 would do is another handshake, which costs us more than the client. */
    private void answerHandshake(HandshakeStatus asked) throws SSLException {
        HandshakeStatus next = asked;
        while (next == HandshakeStatus.NEED_TASK || next == HandshakeStatus.NEED_WRAP) {
            if (engine.isInboundDone()) {
                return;
            }
            if (!engine.getSession().getProtocol().equals(TlsRules.NEWEST)) {
                throw new SSLException("Renegotiation is refused");
            }
            next = step(next);
        }
    }

    /** Waits for more bytes; false if there are no more. */
    private boolean receive() {
        byte[] more = wire.get();
        if (more == null) {
            return false;
        }
        ByteBuffer joined = ByteBuffer.allocate(received.remaining() + more.length);
        received = joined.put(received).put(more).flip();
        return true;
    }

    /** Writes one record. The lock must be held. */
    private SSLEngineResult send(ByteBuffer clear) throws SSLException {
        ByteBuffer sealed = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = engine.wrap(clear, sealed);
        if (result.bytesProduced() == 0) {
            throw new SSLException("The connection is closed");
        }
        wire.write(BufferData.create(sealed.array(), 0, sealed.position()));
        return result;
    }

    private static UncheckedIOException broken(SSLException e) {
        SocketException failure = new SocketException(e.getMessage());
        failure.initCause(e);
        return new UncheckedIOException(failure);
    }
}
