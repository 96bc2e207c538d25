package dev.parley.server.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.testkit.Effort;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Effort.TAG)
@DisplayName("connections.max-per-address: an address has its share of connections, and no more")
class ConnectionCapTest {
    private static final int MOST = 3;

    @Test
    void closesConnectionsOverTheShare_andTakesNewOnesForThoseThatEnd() throws Exception {
        try (Gateway gateway =
                Gateway.start("ACCESS_API_KEYS", Http1.KEY, "CONNECTIONS_MAX_PER_ADDRESS", Integer.toString(MOST))) {
            Deque<RawHttp1> open = new ArrayDeque<>();
            for (int i = 0; i < MOST; i++) {
                open.add(new RawHttp1(gateway.port()));
                assertThat(open.getLast().send(Http1.good()).answer()).isNotNull();
            }
            for (int i = 0; i < Effort.of(5, 1000); i++) {
                try (RawHttp1 tooMany = new RawHttp1(gateway.port())) {
                    assertThat(tooMany.isClosed()).isTrue();
                }
            }
            open.remove()
                    .send(Http1.chat("", "Connection: close", "Content-Length: 0"))
                    .rest();
            open.add(new RawHttp1(gateway.port()));
            for (RawHttp1 one : open) {
                assertThat(one.send(Http1.good()).answer()).isNotNull();
                one.close();
            }
        }
    }
}
