package dev.parley.server.frontend.http;

import dev.parley.server.dialect.Incoming;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

/** The header that asks for an error instead of a dropped field (COM-06). */
final class Strictness {
    private static final HeaderName STRICT = HeaderNames.create("X-Gateway-Strict");

    private Strictness() {}

    static Incoming apply(ServerRequest request, Incoming incoming) {
        boolean strict =
                request.headers().first(STRICT).filter("true"::equalsIgnoreCase).isPresent();
        return strict
                ? incoming.withRequest(
                        incoming.request().toBuilder().setStrict(true).build())
                : incoming;
    }
}
