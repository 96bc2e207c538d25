package dev.parley.server.provider.http;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.AllBytes;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** One exchange of an attempt with its host, and what it fails with. One thread uses it; any may close it. */
final class Exchange implements AutoCloseable {
    private static final int BODY_MOST = 64 << 20;
    private static final int NO_CONTENT = 204;
    private static final int ERROR_MOST = 64 << 10;

    private final String provider;
    private final UpstreamCall call;
    private final SouthDialect errors;
    private final Unsaid unsaid;
    private final InstantSource clock;
    private volatile boolean closed;
    private volatile boolean whole;

    /** Something that is done with the host. */
    interface Step<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /**
     * An exchange that has not begun.
     *
     * @param errors reads what the host says when it refuses
     * @param unsaid what no failure may show
     */
    Exchange(String provider, UpstreamCall call, SouthDialect errors, Unsaid unsaid, InstantSource clock) {
        this.provider = provider;
        this.call = call;
        this.errors = errors;
        this.unsaid = unsaid;
        this.clock = clock;
    }

    /**
     * Does a step.
     *
     * @throws ChatException the host refused or failed; CANCELLED after {@link #close()}
     */
    <T extends @Nullable Object> T tell(Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw closed ? ChatException.cancelled() : UpstreamFailures.truncated(e);
        } catch (ChatException e) {
            throw closed ? ChatException.cancelled() : unsaid.in(e);
        } catch (RuntimeException e) {
            // Aborting an exchange shows up in many ways; the caller of close() knows why.
            throw closed ? ChatException.cancelled() : e;
        }
    }

    /** Asks. Blocks until the answer begins, which is none of a refusal. */
    UpstreamReply open() throws IOException {
        UpstreamReply reply = ContentCoding.undo(call.execute());
        if (reply.status() / 100 != 2) {
            throw refused(reply);
        }
        if (reply.status() == NO_CONTENT) {
            throw nonsense("no content", reply.status());
        }
        if (Framing.contentType(reply).startsWith("text/html")) {
            throw nonsense("an HTML page", reply.status());
        }
        return reply;
    }

    /** The whole body of an answer that has begun. Blocks until all of it is there. */
    byte[] body(UpstreamReply reply) throws IOException {
        byte[] body = AllBytes.of(reply.body(), reply.length(), BODY_MOST);
        if (body.length == 0) {
            throw nonsense("an empty body", reply.status());
        }
        if (body.length == BODY_MOST) {
            throw nonsense("a body of more than " + BODY_MOST + " bytes", reply.status());
        }
        ended();
        return body;
    }

    /** Nothing of the answer is missing: to close the exchange leaves the connection as it is. */
    void ended() {
        whole = true;
    }

    /** Lets go of the connection, whatever is still to come on it. */
    void abort() {
        call.close();
    }

    @Override
    public void close() {
        closed = true;
        if (!whole) {
            abort();
        }
    }

    private ChatException refused(UpstreamReply reply) throws IOException {
        int status = reply.status();
        if (status < 400) {
            return nonsense("a redirect, which is not followed,", status);
        }
        byte[] body = reply.body().readNBytes(ERROR_MOST);
        whole = body.length < ERROR_MOST;
        return errors.readError(provider, status, RetryAfter.parse(reply.header("Retry-After"), clock), body);
    }

    private ChatException nonsense(String what, int status) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        Blame.TARGET,
                        "bad_upstream_reply",
                        "Provider '%s' answered with %s and status %d (expected: JSON or an event stream)."
                                .formatted(provider, what, status))
                .upstream(provider, status, "")
                .build();
    }
}
