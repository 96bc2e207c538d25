package dev.parley.server.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import dev.parley.server.frontend.connection.RawHttp2;
import dev.parley.testkit.Effort;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag(Effort.TAG)
@DisplayName(
        "faults 6, COM-08: gRPC calls that are cancelled or late cost the host nothing, and their connection lives")
class GrpcCancelTest {
    private static final int MESSAGES = 50;
    /** Bytes that are sent before the caller says that it has read some. */
    private static final int WINDOW = 65_535;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String DELTA =
            "{\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"delta\":{\"content\":\"word \"},\"finish_reason\":null}]}";

    private FakeUpstream upstream;
    private Gateway gateway;

    @BeforeEach
    void start() {
        upstream = FakeUpstream.lax(request -> words().stall());
        gateway = Gateway.start(
                "ACCESS_API_KEYS",
                Http1.KEY,
                "PROVIDERS_UP_TYPE",
                "openai",
                "PROVIDERS_UP_BASE_URL",
                upstream.url(),
                "PROVIDERS_UP_MODELS",
                "m");
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void closesHost_whicheverMessageTheCallIsCancelledAt() throws Exception {
        try (RawHttp2 caller = new RawHttp2(gateway.port())) {
            int stream = 1;
            for (int cancelledAt = 1; cancelledAt <= MESSAGES; cancelledAt++, stream += 2) {
                Grpc.begin(caller, stream, Grpc.STREAM_CHAT);
                Grpc.message(caller, stream, Grpc.request("m", "x"));
                for (int message = 1; message <= cancelledAt; message++) {
                    caller.data(stream);
                }
                caller.reset(stream);
                assertThat(upstream.awaitClientClose(SECOND))
                        .as("cancelled at message %d", cancelledAt)
                        .isTrue();
            }
            assertThat(Grpc.good(caller, stream)).isEqualTo("OK");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("a stream that ends while nobody reads it leaves its host at once, and the others alone")
    void closesHost_whenTheCallEndsBeforeItIsRead(boolean byDeadline) throws Exception {
        upstream.enqueue(request -> Reply.sse().repeat("data: " + DELTA + "\n\n", 100_000));
        try (RawHttp2 caller = new RawHttp2(gateway.port())) {
            Grpc.begin(caller, 1, Grpc.STREAM_CHAT, "grpc-timeout", byDeadline ? "500m" : "1M");
            Grpc.message(caller, 1, Grpc.request("m", "x"));
            for (int got = 0; got < WINDOW; ) {
                got += caller.data(1).payload().length;
            }

            if (!byDeadline) {
                caller.reset(1);
            }

            assertThat(upstream.awaitClientClose(SECOND)).isTrue();
            caller.frame(RawHttp2.WINDOW_UPDATE, 0, 0, new byte[] {0, 1, 0, 0});
            assertThat(Grpc.good(caller, 3)).isEqualTo("OK");
        }
    }

    @Test
    void asksNoHost_whenTheDeadlineHasPassed() throws Exception {
        try (RawHttp2 caller = new RawHttp2(gateway.port())) {
            for (int stream = 1; stream < 2 * Effort.of(10, 1000); stream += 2) {
                Grpc.begin(caller, stream, Grpc.CHAT, "grpc-timeout", "0n");
                Grpc.message(caller, stream, Grpc.request("m", "x"));
                assertThat(Grpc.status(caller.answer(stream))).isEqualTo("DEADLINE_EXCEEDED");
            }
        }
        assertThat(upstream.requests()).isEmpty();
    }

    /** More events than are ever read, apart from each other. */
    private static Reply words() {
        Reply reply = Reply.sse();
        for (int i = 0; i < MESSAGES + 10; i++) {
            reply.event(DELTA).pause(2);
        }
        return reply;
    }
}
