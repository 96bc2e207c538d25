package dev.parley.server.frontend.metrics;

import dev.parley.server.access.Authenticator;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.Headers;
import dev.parley.server.frontend.http.Routes;
import dev.parley.server.metrics.MetricsText;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /metrics}, for scrapers (MA-12, B16): text, OpenMetrics or JSON, by {@code Accept}. Thread-safe. */
public final class MetricsRoute {
    private static final String JSON = "application/json";

    private final String path;
    private final MetricsText text;
    private final @Nullable Authenticator readers;
    private final ErrorReply errors;

    /** {@code readers} says who may look; null: everybody. */
    public MetricsRoute(String path, MetricsText text, @Nullable Authenticator readers, ErrorReply errors) {
        this.path = path;
        this.text = text;
        this.readers = readers;
        this.errors = errors;
    }

    public void register(Routes routes) {
        routes.on(path, Map.of(Method.GET, this::show));
    }

    private void show(ServerRequest request, ServerResponse response) {
        String id = Headers.requestId(request);
        Headers.identify(response, id);
        try {
            if (readers != null) {
                Headers.caller(request, readers);
            }
            send(request.headers().first(HeaderNames.ACCEPT).orElse(""), response);
        } catch (ChatException e) {
            errors.send(request, response, e, id);
        }
    }

    private void send(String accept, ServerResponse response) {
        if (accept.contains(JSON)) {
            send(response, JSON, text.json());
        } else {
            MetricsText.Document document = text.scrape(accept);
            send(response, document.type(), document.text());
        }
    }

    private static void send(ServerResponse response, String type, String body) {
        response.header(HeaderNames.CONTENT_TYPE, type).send(body);
    }
}
