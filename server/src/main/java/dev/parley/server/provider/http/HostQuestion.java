package dev.parley.server.provider.http;

import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** A question to a host that is not a chat turn. One thread waits for the answer; any thread may close it. */
public final class HostQuestion implements AutoCloseable {
    private static final int BODY_MOST = 8 << 20;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final String provider;
    private final UpstreamCall call;
    private final SouthDialect dialect;
    private final Unsaid unsaid;
    private final InstantSource clock;

    /** {@code unsaid} is what no failure may show. */
    HostQuestion(String provider, UpstreamCall call, SouthDialect dialect, Unsaid unsaid, InstantSource clock) {
        this.provider = provider;
        this.call = call;
        this.dialect = dialect;
        this.unsaid = unsaid;
        this.clock = clock;
    }

    /**
     * Asks, and gives the body of the answer. Blocks until the host has answered, at most 30 s.
     *
     * @throws ChatException the host refused, or the question was closed
     */
    public byte[] answer() {
        try (TimeLimit limit = TimeLimit.on(call, ANSWER_WITHIN)) {
            return limit.keep(() -> body(call.execute()));
        } catch (ChatException e) {
            throw unsaid.in(e);
        }
    }

    @Override
    public void close() {
        call.close();
    }

    private byte[] body(UpstreamReply reply) {
        try {
            byte[] body = reply.body().readNBytes(BODY_MOST);
            if (reply.status() != 200) {
                throw dialect.readError(
                        provider, reply.status(), RetryAfter.parse(reply.header("Retry-After"), clock), body);
            }
            return body;
        } catch (IOException e) {
            throw UpstreamFailures.truncated(e);
        }
    }
}
