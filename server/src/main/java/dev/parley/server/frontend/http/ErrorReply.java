package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.ErrorStatus;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends failures in the shape of the path's API family (COM-13, B6). Thread-safe. */
public final class ErrorReply {
    private static final Logger LOG = LoggerFactory.getLogger("parley.http");

    private final ErrorFamilies families;

    public ErrorReply(ErrorFamilies families) {
        this.families = families;
    }

    /** Sends one failure; a cancelled call's caller is gone and gets nothing. */
    public void send(ServerRequest request, ServerResponse response, ChatException failure, String id) {
        log(failure, id);
        if (failure.code() == ErrorCode.ERROR_CODE_CANCELLED) {
            response.header(HeaderNames.CONNECTION, "close");
        }
        send(request, response, ErrorStatus.of(failure.code()).http(), failure.error(), id);
    }

    /** Sends an error under a status that the table does not give. */
    void send(ServerRequest request, ServerResponse response, int status, ChatError error, String id) {
        Headers.identify(response, id);
        if (status == Status.UNAUTHORIZED_401.code()) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        if (error.hasRetryAfter()) {
            response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds(error)));
        }
        if (isBodyOutstanding(request)) {
            response.header(HeaderNames.CONNECTION, "close");
        }
        byte[] body = families.of(request.path().rawPath()).write(error, id);
        try {
            response.status(status).header(Headers.JSON).send(body);
        } catch (IllegalStateException e) {
            throw new CloseConnectionException("Helidon has reset the stream meanwhile", e);
        }
    }

    /**
     * Whether a caller waits to be asked for its body; it may send it all the same, as what would be a next request.
     */
    private static boolean isBodyOutstanding(ServerRequest request) {
        return request.headers().contains(HeaderNames.EXPECT)
                && !request.continueSent()
                && request.prologue().protocolVersion().equals("1.1");
    }

    /** Logs a failure by whose fault it is: ours with its stack, the rest as one line. */
    void log(ChatException failure, String id) {
        if (failure.blame() == Blame.GATEWAY && failure.code() == ErrorCode.ERROR_CODE_INTERNAL) {
            LOG.error("request {} failed inside", id, failure);
        } else {
            LOG.debug("request {} failed: {} {}", id, failure.error().getReason(), failure.getMessage());
        }
    }

    /** Whole seconds, rounded up, at least 1. */
    private static long seconds(ChatError error) {
        var delay = error.getRetryAfter();
        long millis = Duration.ofSeconds(delay.getSeconds(), delay.getNanos()).toMillis();
        return Math.max(1, (millis + 999) / 1000);
    }
}
