package dev.parley.client;

import dev.parley.client.rest.RestChannel;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link ParleyClient}. One of {@link #grpc} and {@link #rest} is needed. Not thread-safe. */
public final class ParleyClientBuilder {
    private static final int MAX_MESSAGE_BYTES = 64 << 20;

    private Transport transport = () -> {
        throw new IllegalStateException("No address (expected: grpc(\"host:8080\") or rest(\"http://host:8080\")).");
    };
    private @Nullable String key;
    private TrustManager @Nullable [] trust;
    private @Nullable Duration deadline;
    private String userAgent = "parley-java";

    ParleyClientBuilder() {}

    /** Speaks gRPC to {@code target}, such as {@code 127.0.0.1:8080}: without TLS unless {@link #tls} is called. */
    public ParleyClientBuilder grpc(String target) {
        transport = () -> openGrpc(target);
        return this;
    }

    /**
     * Speaks JSON over HTTP to {@code url}, such as {@code http://127.0.0.1:8080}: with TLS if it starts with https.
     */
    public ParleyClientBuilder rest(String url) {
        URI base = URI.create(url);
        transport = () -> openRest(base);
        return this;
    }

    /**
     * The caller key, or for {@link ParleyClient#admin} the admin key or a token that its Login gave; sent as a Bearer
     * token. It is shown by no {@code toString}. Unset: none is sent.
     */
    public ParleyClientBuilder key(CharSequence key) {
        this.key = key.toString();
        return this;
    }

    /** Turns TLS on for gRPC, and says whom TLS trusts; with no argument, whom the JVM trusts. */
    public ParleyClientBuilder tls(TrustManager... trust) {
        this.trust = trust.clone();
        return this;
    }

    /** How long a call may take if it sets no deadline itself. Unset: as long as the server lets it. */
    public ParleyClientBuilder deadline(Duration deadline) {
        this.deadline = deadline;
        return this;
    }

    /** The program's name for the server's log. Unset: {@code parley-java}. */
    public ParleyClientBuilder userAgent(String userAgent) {
        this.userAgent = userAgent;
        return this;
    }

    /**
     * The client.
     *
     * @throws IllegalStateException neither {@link #grpc} nor {@link #rest} was called
     * @throws IllegalArgumentException the address or the trust settings are unusable
     */
    public ParleyClient build() {
        return transport.open();
    }

    private ParleyClient openGrpc(String target) {
        ManagedChannel channel = Grpc.newChannelBuilder(target, credentials())
                .userAgent(userAgent)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .build();
        return new ParleyClient("gRPC " + target, channel, defaults(), channel::shutdownNow);
    }

    private ParleyClient openRest(URI base) {
        RestChannel channel = RestChannel.create(base, sslContext());
        return new ParleyClient("REST " + base, channel, defaults(), channel::close);
    }

    private CallDefaults defaults() {
        return new CallDefaults(key, userAgent, deadline);
    }

    private ChannelCredentials credentials() {
        if (trust == null) {
            return InsecureChannelCredentials.create();
        }
        return trust.length == 0
                ? TlsChannelCredentials.create()
                : TlsChannelCredentials.newBuilder().trustManager(trust).build();
    }

    private @Nullable SSLContext sslContext() {
        if (trust == null || trust.length == 0) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS cannot use these trust managers.", e);
        }
    }

    @FunctionalInterface
    private interface Transport {
        ParleyClient open();
    }
}
