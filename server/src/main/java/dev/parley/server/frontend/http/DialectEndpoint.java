package dev.parley.server.frontend.http;

import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.ChatCall;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** A route whose requests are one dialect's. Thread-safe. */
abstract class DialectEndpoint extends CallEndpoint<Incoming> {
    private final NorthDialect dialect;

    DialectEndpoint(NorthDialect dialect, Authenticator authenticator, ChatRuntime runtime, ErrorReply errors) {
        super(authenticator, runtime, errors);
        this.dialect = dialect;
    }

    @Override
    final LimitHeaders limitHeaders() {
        return LimitHeaders.of(dialect.name());
    }

    @Override
    protected final Incoming read(ServerRequest request, byte[] body) {
        return RequestHeaders.apply(request, dialect, dialect.readRequest(body));
    }

    @Override
    protected final void answer(ServerRequest request, ServerResponse response, Incoming incoming, Arrival arrival) {
        boolean whole = !incoming.stream();
        answer(request, response, incoming, arrival.call(dialect.name(), incoming.request(), whole));
    }

    /** @throws dev.parley.server.error.ChatException nothing of the answer has been sent, and this is what is wrong */
    abstract void answer(ServerRequest request, ServerResponse response, Incoming incoming, ChatCall call);
}
