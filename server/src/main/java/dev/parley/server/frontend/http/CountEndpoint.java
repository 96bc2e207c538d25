package dev.parley.server.frontend.http;

import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.chat.TokenCounts;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.error.ChatException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.LongFunction;

/** A route that counts a request's input tokens in one dialect. Thread-safe. */
public final class CountEndpoint implements Handler {
    private final NorthDialect dialect;
    private final LongFunction<byte[]> answer;
    private final Authenticator authenticator;
    private final ChatRuntime runtime;
    private final TokenCounts tokens;
    private final ErrorReply errors;

    /** {@code answer} writes the body for a count. */
    public CountEndpoint(
            NorthDialect dialect,
            LongFunction<byte[]> answer,
            Authenticator authenticator,
            ChatRuntime runtime,
            TokenCounts tokens,
            ErrorReply errors) {
        this.dialect = dialect;
        this.answer = answer;
        this.authenticator = authenticator;
        this.runtime = runtime;
        this.tokens = tokens;
        this.errors = errors;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String id = Headers.requestId(request);
        Headers.identify(response, id);
        try {
            Caller caller = Headers.caller(request, authenticator);
            byte[] body = Bodies.read(request, runtime.maxBodySize());
            Incoming incoming = RequestHeaders.apply(request, dialect, dialect.readRequest(body));
            ChatCall call = new ChatCall(id, caller, dialect.name(), incoming.request(), true, runtime.deadline());
            response.header(Headers.JSON).send(answer.apply(tokens.count(call).getInputTokens()));
        } catch (ChatException e) {
            errors.send(request, response, e, id);
        }
    }
}
