package dev.parley.server.frontend.http;

import dev.parley.server.metrics.HttpMetrics;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets web pages of the allowed origins call the APIs (COM-14). Answers preflights without authentication; never allows
 * credentials, so that any origin may be allowed.
 */
final class Cors implements Filter {
    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String HEADERS = "Content-Type, Authorization, X-API-Key, X-Goog-Api-Key, Anthropic-Version, "
            + "Anthropic-Beta, X-Ds2-Target-Account, X-Request-Id, X-Session-ID, X-Gateway-Strict, X-Gateway-Provider";
    private static final String EXPOSED =
            "X-Request-Id, Request-Id, Retry-After, X-Gateway-Model, X-Gateway-Dropped-Fields, X-Routing-Credential, "
                    + "X-Routing-Reason, X-Routing-Sticky-Source, "
                    + String.join(", ", LimitHeaders.all());
    private static final String ANY = "*";
    private static final String MAX_AGE_SECONDS = "600";
    private static final HeaderName REQUEST_METHOD = HeaderNames.create("Access-Control-Request-Method");

    private final Supplier<List<String>> everywhere;
    private final Map<String, List<String>> below = new LinkedHashMap<>();
    private final HttpMetrics.Route preflights;

    /** {@code origins} are asked at each request, as in {@code cors.origins}: {@code *} for any, empty for none. */
    Cors(Supplier<List<String>> origins, HttpMetrics.Route preflights) {
        this.everywhere = origins;
        this.preflights = preflights;
    }

    /** Below this path others may call than elsewhere. */
    void below(String prefix, List<String> origins) {
        below.put(prefix, List.copyOf(origins));
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        List<String> origins = origins(request.prologue().uriPath().rawPath());
        String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
        boolean allowed = !origin.isEmpty() && (origins.contains(ANY) || origins.contains(origin));
        if (allowed) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origins.contains(ANY) ? ANY : origin);
            response.header(HeaderNames.VARY, "Origin");
            response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        if (request.prologue().method() == Method.OPTIONS) {
            long begun = System.nanoTime();
            preflights.begun();
            preflight(request, response, allowed);
            preflights.ended(Method.OPTIONS.text(), response.status().code(), System.nanoTime() - begun);
        } else {
            chain.proceed();
        }
    }

    private List<String> origins(String path) {
        return below.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(everywhere);
    }

    private static void preflight(RoutingRequest request, RoutingResponse response, boolean allowed) {
        if (allowed && request.headers().contains(REQUEST_METHOD)) {
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        }
        response.status(Status.NO_CONTENT_204).send();
    }
}
