package dev.parley.server.config;

import dev.parley.server.config.TlsSettings.ClientAuth;
import java.util.List;

/** Which settings of TLS make sense together. What stands in the files is seen when they are read. */
final class TlsChecks {
    private TlsChecks() {}

    static void run(TlsSettings tls, List<String> problems) {
        if ((tls.certificate() == null) != (tls.privateKey() == null)) {
            problems.add("server.tls.%s is set and server.tls.%s is not (expected: both or neither)."
                    .formatted(
                            tls.certificate() == null ? "private-key" : "certificate",
                            tls.certificate() == null ? "certificate" : "private-key"));
        }
        boolean asked = tls.clientAuth() != ClientAuth.NONE;
        if (asked && (tls.clientCa() == null || !tls.enabled())) {
            problems.add(
                    "server.tls.client-auth is %s (expected: none, or server.tls.client-ca and server.tls.certificate as well)."
                            .formatted(Schema.key(tls.clientAuth())));
        }
        if (!asked && tls.clientCa() != null) {
            problems.add(
                    "server.tls.client-ca is set and server.tls.client-auth is none (expected: optional or required).");
        }
    }
}
