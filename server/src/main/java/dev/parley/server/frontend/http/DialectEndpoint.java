package dev.parley.server.frontend.http;

import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.error.ChatException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * A route whose requests are one dialect's: finds the caller, reads the request, and answers with an error in the shape
 * of the path if one of these, or the answer, fails. Thread-safe.
 */
abstract class DialectEndpoint implements Handler {
    final ChatRuntime runtime;
    final ErrorReply errors;

    private final NorthDialect dialect;
    private final Authenticator authenticator;

    DialectEndpoint(NorthDialect dialect, Authenticator authenticator, ChatRuntime runtime, ErrorReply errors) {
        this.dialect = dialect;
        this.authenticator = authenticator;
        this.runtime = runtime;
        this.errors = errors;
    }

    @Override
    public final void handle(ServerRequest request, ServerResponse response) {
        String id = Headers.requestId(request);
        Headers.identify(response, id);
        try {
            Caller caller = Headers.caller(request, authenticator);
            Incoming incoming = read(request, caller, id);
            boolean whole = !incoming.stream();
            answer(
                    request,
                    response,
                    incoming,
                    new ChatCall(
                            id,
                            caller,
                            dialect.name(),
                            Headers.steering(request, runtime.routingHeaders()),
                            incoming.request(),
                            whole,
                            runtime.deadline(),
                            Headers.trace(request)));
        } catch (ChatException e) {
            errors.send(request, response, e, id);
        }
    }

    /** A caller's request could not be read, and the caller will be told why. */
    abstract void refused(String id, Caller caller, ChatException why);

    private Incoming read(ServerRequest request, Caller caller, String id) {
        try {
            byte[] body = Bodies.read(request, runtime.maxBodySize());
            return RequestHeaders.apply(request, dialect, dialect.readRequest(body));
        } catch (ChatException e) {
            refused(id, caller, e);
            throw e;
        }
    }

    /** @throws ChatException nothing of the answer has been sent, and this is what is wrong */
    abstract void answer(ServerRequest request, ServerResponse response, Incoming incoming, ChatCall call);
}
