package dev.parley.server.frontend.http;

import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.TokenCounts;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.CallerWatch;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;

/** A route that counts a request's input tokens in one dialect. Thread-safe. */
public final class CountEndpoint extends DialectEndpoint {
    private final LongFunction<byte[]> body;
    private final TokenCounts tokens;

    /** {@code body} writes the answer for a count. */
    public CountEndpoint(
            NorthDialect dialect,
            LongFunction<byte[]> body,
            Authenticator authenticator,
            ChatRuntime runtime,
            TokenCounts tokens,
            ErrorReply errors) {
        super(dialect, authenticator, runtime, errors);
        this.body = body;
        this.tokens = tokens;
    }

    /** Counting is no call. */
    @Override
    protected void refused(String id, Caller caller, ChatException why) {}

    @Override
    void answer(ServerRequest request, ServerResponse response, Incoming incoming, ChatCall call) {
        AtomicBoolean gone = new AtomicBoolean();
        long count;
        try (CallerWatch.Watch watch = CallerWatch.of(request).onGone(() -> gone.set(true))) {
            count = tokens.count(call, gone::get).getInputTokens();
        }
        response.header(Headers.JSON).send(body.apply(count));
    }
}
