package dev.parley.server.cli;

import dev.parley.client.ParleyClient;
import dev.parley.client.ParleyClientBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that call a running Parley. */
final class ServerOptions {
    private static final String DEFAULT = "http://127.0.0.1:8080";

    @Option(names = "--grpc", description = "Over gRPC (the default).")
    @SuppressWarnings("UnusedVariable") // the default, said aloud
    private boolean grpc;

    @Option(names = "--rest", description = "Over REST.")
    private boolean rest;

    @Option(names = "--url", paramLabel = "URL", description = "Where Parley is; also PARLEY_URL.")
    private @Nullable String url;

    /** A client without a key. */
    ParleyClientBuilder client(Map<String, String> environment) {
        URI address = address(url == null ? environment.getOrDefault("PARLEY_URL", DEFAULT) : url);
        ParleyClientBuilder builder = ParleyClient.builder();
        if (rest) {
            return builder.rest(address.toString());
        }
        boolean tls = address.getScheme().equals("https");
        int port = address.getPort() >= 0 ? address.getPort() : tls ? 443 : 80;
        builder.grpc(address.getHost() + ':' + port);
        return tls ? builder.tls() : builder;
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            // Told below, like all that is no address.
        }
        throw new MistakeException("URL: \"%s\" (expected: such as %s).".formatted(text, DEFAULT));
    }
}
