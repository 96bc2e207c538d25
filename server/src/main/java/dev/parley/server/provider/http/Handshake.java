package dev.parley.server.provider.http;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;

/** TLS with the checks of the platform. Whatever goes wrong in a handshake is its failure, a broken connection too. */
final class Handshake implements TlsSocketStrategy {
    private final TlsSocketStrategy inner = DefaultClientTlsStrategy.createDefault();

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        try {
            return inner.upgrade(socket, target, port, attachment, context);
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            throw new SSLException("the connection broke in the handshake", e);
        }
    }
}
