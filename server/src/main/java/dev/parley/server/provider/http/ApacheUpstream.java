package dev.parley.server.provider.http;

import dev.parley.server.config.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * {@link Upstream} on Apache HttpClient 5, whose exchanges can be aborted by any thread at any stage. HTTP/1.1 with
 * keep-alive; no redirects, cookies, proxies from the environment or transparent decompression. Time limits other than
 * connecting are the pipeline's, which closes the call.
 */
public final class ApacheUpstream implements Upstream {
    private static final int CONNECTIONS_MOST = 20_000;
    private static final TimeValue VALIDATE_AFTER = TimeValue.ofSeconds(1);
    private static final TimeValue IDLE_MOST = TimeValue.ofSeconds(50);

    private final CloseableHttpClient client;

    /** One that asks the system for addresses. */
    public ApacheUpstream(Timeouts timeouts) {
        this(timeouts, SystemDefaultDnsResolver.INSTANCE);
    }

    ApacheUpstream(Timeouts timeouts, DnsResolver addresses) {
        RequestConfig requests = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(timeouts.connect()))
                .setResponseTimeout(Timeout.DISABLED)
                .setExpectContinueEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setRedirectsEnabled(false)
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections(timeouts, addresses))
                .setDefaultRequestConfig(requests)
                .setRequestExecutor(new HeadLimits())
                .setRetryStrategy(new ReuseRaceRetry())
                .setProxySelector(ProxySelector.of(null))
                .setUserAgent("parley")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static HttpClientConnectionManager connections(Timeouts timeouts, DnsResolver addresses) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(HostConnection::new)
                .setDnsResolver(new BoundedDns(addresses, timeouts.connect()))
                .setTlsSocketStrategy(new Handshake())
                .setMaxConnTotal(CONNECTIONS_MOST)
                .setMaxConnPerRoute(CONNECTIONS_MOST)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeouts.connect()))
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(VALIDATE_AFTER)
                        .setIdleTimeout(Timeout.of(IDLE_MOST.toDuration()))
                        .build())
                .build();
    }

    @Override
    public UpstreamCall call(UpstreamRequest request) {
        return new ApacheCall(client, request);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
