package dev.parley.server.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.config.Timeouts;
import dev.parley.server.error.ChatException;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("faults 7: names that take long to be looked up")
class SlowDnsTest {
    private static final Duration CONNECT = Duration.ofMillis(200);
    private static final Timeouts TIMEOUTS =
            new Timeouts(CONNECT, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    @Test
    void givesUp_whenTheNameIsNotFoundWithinTheConnectTimeout() {
        CountDownLatch never = new CountDownLatch(1);
        long begun = System.nanoTime();
        try (Upstream upstream = new ApacheUpstream(TIMEOUTS, resolver(never))) {
            assertThatThrownBy(() -> ask(upstream, 80))
                    .isInstanceOfSatisfying(
                            ChatException.class,
                            failure -> assertThat(failure.error().getReason()).isEqualTo("upstream_unreachable"));
        } finally {
            never.countDown();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(CONNECT, CONNECT.plusSeconds(1));
    }

    @Test
    void asks_whenTheNameIsFound() {
        CountDownLatch found = new CountDownLatch(0);
        try (FakeUpstream host = FakeUpstream.lax(request -> Reply.json(200, "{}"));
                Upstream upstream = new ApacheUpstream(TIMEOUTS, resolver(found))) {
            assertThat(ask(upstream, host.port())).isEqualTo(200);
        }
    }

    private static int ask(Upstream upstream, int port) {
        URI uri = URI.create("http://host.example:" + port + '/');
        try (UpstreamCall call = upstream.call(new UpstreamRequest("GET", uri, Map.of(), new byte[0]))) {
            return call.execute().status();
        }
    }

    /** Knows every name as this machine's, once the latch is open. */
    private static DnsResolver resolver(CountDownLatch open) {
        return new SystemDefaultDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    throw new UnknownHostException(host);
                }
                return new InetAddress[] {InetAddress.getLoopbackAddress()};
            }
        };
    }
}
