package dev.parley.server.frontend.tls;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts the connections of a listener before it hands them on to the protocol that the client asks for by ALPN;
 * without that it is HTTP/1.1. Must be the listener's only selector. Thread-safe.
 *
 * <p>Helidon's own TLS is not used: it looks up every caller's name in the DNS, lets a handshake last for ever, does
 * not follow ALPN, and keeps 64 KiB of buffers for each connection.
 */
public final class TlsSelector implements ServerConnectionSelector {
    private static final Logger LOG = LoggerFactory.getLogger("parley.tls");

    /** What those hear who speak HTTP without TLS. */
    private static final byte[] WRONG_SCHEME = """
            HTTP/1.1 400 Bad Request\r
            Content-Type: text/plain\r
            Content-Length: 38\r
            Connection: close\r
            \r
            This port speaks TLS: ask by https://
            """.getBytes(StandardCharsets.US_ASCII);

    private final ServerCertificate certificate;
    private final ServerConnectionSelector http1;
    private final ServerConnectionSelector http2;

    public TlsSelector(ServerCertificate certificate, ServerConnectionSelector http1, ServerConnectionSelector http2) {
        this.certificate = certificate;
        this.http1 = http1;
        this.http2 = http2;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        HelidonSocket wire = context.serverSocket();
        String peer = context.remotePeer().host(); // is not known any more once it was late and has been closed
        EncryptedSocket socket = new EncryptedSocket(wire, certificate.engine());
        try {
            if (socket.beginsWithHttp()) {
                wire.write(BufferData.create(WRONG_SCHEME));
                throw new CloseConnectionException("HTTP without TLS");
            }
            socket.handshake();
        } catch (SSLException | UncheckedIOException e) {
            LOG.debug("no handshake with {}: {}", peer, e.getMessage());
            throw new CloseConnectionException("No TLS handshake", e);
        }
        ServerConnectionSelector spoken = socket.protocol().equals(TlsRules.HTTP_2) ? http2 : http1;
        return new EncryptedConnection(spoken.connection(new EncryptedContext(context, socket)), socket);
    }
}
