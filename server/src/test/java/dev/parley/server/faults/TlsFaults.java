package dev.parley.server.faults;

import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_UPSTREAM_FAILED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.List;

/** What goes wrong in a TLS handshake. */
final class TlsFaults {
    /** The alert that ends a handshake in which the versions do not fit: 70, protocol_version. */
    private static final byte[] OLD = {21, 3, 1, 0, 2, 2, 70};

    private TlsFaults() {}

    static List<Fault> all() {
        TlsHosts hosts = TlsHosts.shared();
        return List.of(
                Fault.at(hosts.with("right"), "a certificate that is right, and then 500", failed("upstream_error")),
                tls("a self-signed certificate", hosts.with("own")),
                tls("a certificate that has expired", hosts.with("expired")),
                tls("a certificate for another name", hosts.with("other")),
                tls("an old version of TLS", hosts.raw(OLD, false)),
                tls("HTTP where TLS should be", hosts.raw("HTTP/1.1 400 Bad\r\n\r\n".getBytes(ISO_8859_1), false)),
                tls("closed in the handshake", hosts.raw(new byte[0], false)),
                tls("reset in the handshake", hosts.raw(new byte[0], true)));
    }

    private static Fault tls(String name, String address) {
        return Fault.at(address, name, failed("upstream_tls"));
    }

    private static Outcome failed(String reason) {
        return new Outcome.Fails(ERROR_CODE_UPSTREAM_FAILED, reason, 0, Duration.ZERO);
    }
}
