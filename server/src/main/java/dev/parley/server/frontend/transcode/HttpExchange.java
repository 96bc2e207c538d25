package dev.parley.server.frontend.transcode;

import io.grpc.Context;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an rpc that comes over REST can see and say of HTTP, beyond its messages. For one thread at a time. */
public final class HttpExchange {
    static final Context.Key<HttpExchange> KEY = Context.key("parley-http-exchange");

    private final ServerRequest request;
    private final ServerResponse response;
    private @Nullable Document document;

    /** A body that is not the JSON of the answer. */
    record Document(String type, String text) {}

    HttpExchange(ServerRequest request, ServerResponse response) {
        this.request = request;
        this.response = response;
    }

    /** That of the call at hand; empty over gRPC. */
    public static Optional<HttpExchange> current() {
        return Optional.ofNullable(KEY.get());
    }

    /** Whether the connection is encrypted. */
    public boolean isSecure() {
        return request.isSecure();
    }

    /** The {@code Accept} header; empty if absent. */
    public String accept() {
        return String.join(", ", request.headers().values(HeaderNames.ACCEPT));
    }

    /** Answers with this status if the rpc succeeds; unset: 200. */
    public void status(int status) {
        response.status(Status.create(status));
    }

    /** Adds a header to the answer. */
    public void header(String name, String value) {
        response.headers().add(HeaderNames.create(name), value);
    }

    /** Answers with this text in place of the message, if the rpc succeeds. */
    public void body(String type, String text) {
        document = new Document(type, text);
    }

    @Nullable
    Document document() {
        return document;
    }
}
