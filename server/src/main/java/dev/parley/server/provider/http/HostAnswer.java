package dev.parley.server.provider.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.io.IOException;
import java.time.InstantSource;

/**
 * One exchange of an attempt that is answered with a body, and with no turn. One thread waits; any thread may close.
 */
final class HostAnswer implements AutoCloseable {
    private static final int BODY_MOST = 64 << 20;

    private final String provider;
    private final UpstreamCall call;
    private final SouthDialect errors;
    private final Secret secret;
    private final InstantSource clock;
    private volatile boolean closed;

    /**
     * An exchange that has not begun.
     *
     * @param errors reads what the host says when it refuses
     * @param secret what the host was shown, and no failure may show
     */
    HostAnswer(String provider, UpstreamCall call, SouthDialect errors, Secret secret, InstantSource clock) {
        this.provider = provider;
        this.call = call;
        this.errors = errors;
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * Asks, and gives the body of the answer. Blocks until all of it is there.
     *
     * @throws ChatException the host refused or failed; CANCELLED after {@link #close()}
     */
    byte[] body() {
        try {
            return body(call.execute());
        } catch (IOException e) {
            throw closed ? ChatException.cancelled() : UpstreamFailures.truncated(e);
        } catch (ChatException e) {
            throw closed ? ChatException.cancelled() : e.without(secret.reveal());
        } catch (RuntimeException e) {
            // Aborting an exchange shows up in many ways; the caller of close() knows why.
            throw closed ? ChatException.cancelled() : e;
        }
    }

    @Override
    public void close() {
        closed = true;
        call.close();
    }

    private byte[] body(UpstreamReply reply) throws IOException {
        byte[] body = reply.body().readNBytes(BODY_MOST);
        if (reply.status() / 100 != 2) {
            throw errors.readError(
                    provider, reply.status(), RetryAfter.parse(reply.header("Retry-After"), clock), body);
        }
        if (body.length == BODY_MOST) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                            Blame.TARGET,
                            "bad_upstream_reply",
                            "Provider '%s' answered with more than %d bytes.".formatted(provider, BODY_MOST))
                    .upstream(provider, reply.status(), "")
                    .build();
        }
        return body;
    }
}
