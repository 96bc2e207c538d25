package dev.parley.server.frontend.tls;

import dev.parley.server.config.TlsSettings.ClientAuth;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;

/** What TLS we speak: two versions, ciphers with forward secrecy that HTTP/2 allows, and both protocols of the port. */
final class TlsRules {
    static final String HTTP_2 = "h2";
    static final String HTTP_1 = "http/1.1";

    /** Without renegotiation, which older ones have. */
    static final String NEWEST = "TLSv1.3";

    private static final String[] VERSIONS = {NEWEST, "TLSv1.2"};
    private static final List<String> KEY_EXCHANGES = List.of("TLS_AES_", "TLS_CHACHA20_", "TLS_ECDHE_");
    private static final List<String> CIPHERS = List.of("_GCM_", "_CHACHA20_");

    private TlsRules() {}

    static void apply(SSLParameters parameters, ClientAuth clientAuth) {
        parameters.setProtocols(VERSIONS);
        parameters.setCipherSuites(Stream.of(parameters.getCipherSuites())
                .filter(TlsRules::isAllowed)
                .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {HTTP_2, HTTP_1});
        switch (clientAuth) {
            case NONE -> parameters.setWantClientAuth(false);
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
    }

    private static boolean isAllowed(String suite) {
        return KEY_EXCHANGES.stream().anyMatch(suite::startsWith)
                && CIPHERS.stream().anyMatch(suite::contains);
    }
}
