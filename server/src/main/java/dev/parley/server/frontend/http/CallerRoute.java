package dev.parley.server.frontend.http;

import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.error.ChatException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * A route for callers whose requests have no body: answers with JSON, or with an error in the shape of the path.
 * Thread-safe.
 *
 * @param access who is let in
 */
public record CallerRoute(Authenticator access, ErrorReply errors, Reply reply) implements Handler {
    /** What is sent for a request of this caller. */
    public interface Reply {
        /**
         * The body of the answer.
         *
         * @throws ChatException nothing has been sent, and this is what is wrong
         */
        byte[] body(ServerRequest request, ServerResponse response, Caller caller);
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String id = Headers.requestId(request);
        Headers.identify(response, id);
        try {
            byte[] body = reply.body(request, response, Headers.caller(request, access));
            response.header(Headers.JSON).send(body);
        } catch (ChatException e) {
            errors.send(request, response, e, id);
        }
    }
}
