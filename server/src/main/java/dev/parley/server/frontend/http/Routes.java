package dev.parley.server.frontend.http;

import dev.parley.chat.v1.ChatError;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.metrics.HttpMetrics;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectTransportRequest;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers paths with all their methods, so that a wrong method is told from an unknown path (COM-13). */
public final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger("parley.http");
    private static final String PREFLIGHT = "preflight";
    private static final String UNKNOWN = "unknown";

    private final HttpRouting.Builder routing;
    private final ErrorReply errors;
    private final Cors cors;
    private final HttpMetrics metrics;

    /** {@code settings} say which web pages may call, and {@code metrics} counts who does. */
    public Routes(HttpRouting.Builder routing, ErrorReply errors, LiveSettings settings, HttpMetrics metrics) {
        this.cors = new Cors(() -> settings.now().cors().origins(), metrics.route(PREFLIGHT));
        routing.addFilter(Routes::readablePath);
        routing.addFilter(this.cors);
        this.metrics = metrics;
        this.routing = routing;
        this.errors = errors;
    }

    /**
     * Refuses a path that cannot be decoded. Over HTTP/2 Helidon would end the connection for it, with all its streams.
     */
    private static void readablePath(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        try {
            request.prologue().uriPath().validate();
        } catch (IllegalArgumentException e) {
            throw RequestException.builder()
                    .type(DirectHandler.EventType.BAD_REQUEST)
                    .request(DirectTransportRequest.create(request.prologue(), request.headers()))
                    .message("The path cannot be decoded")
                    .cause(e)
                    .build();
        }
        chain.proceed();
    }

    /** Below this path other web pages may call than elsewhere; to be said before the server starts. */
    public Routes origins(String prefix, List<String> origins) {
        cors.below(prefix, origins);
        return this;
    }

    /** Serves a path whatever the method. */
    public Routes any(String pathPattern, Handler handler) {
        LOG.debug("serves ANY {}", pathPattern);
        routing.any(pathPattern, handler);
        return this;
    }

    /** Serves a path by method; GET serves HEAD too, other methods get 405. */
    public Routes on(String pathPattern, Map<Method, Handler> handlers) {
        HttpMetrics.Route route = metrics.route(pathPattern);
        handlers.keySet().forEach(method -> LOG.debug("serves {} {}", method.text(), pathPattern));
        handlers.forEach((method, handler) -> routing.route(method, pathPattern, new CountedHandler(route, handler)));
        Handler get = handlers.get(Method.GET);
        if (get != null) {
            routing.route(Method.HEAD, pathPattern, new CountedHandler(route, get));
        }
        String allow = new TreeSet<>(
                        handlers.keySet().stream().map(Method::text).toList())
                .stream().collect(Collectors.joining(", "));
        routing.any(
                pathPattern, new CountedHandler(route, (request, response) -> wrongMethod(request, response, allow)));
        return this;
    }

    /** Serves every path that nothing else serves: 404. Comes last. */
    public void unknownPaths() {
        routing.any(new CountedHandler(metrics.route(UNKNOWN), this::unknownPath));
    }

    private void unknownPath(ServerRequest request, ServerResponse response) {
        error(
                request,
                response,
                Status.NOT_FOUND_404,
                ErrorCode.ERROR_CODE_NOT_FOUND,
                "not_found",
                "There is nothing at '%s'.".formatted(request.path().rawPath()));
    }

    private void wrongMethod(ServerRequest request, ServerResponse response, String allow) {
        response.header(HeaderNames.ALLOW, allow);
        error(
                request,
                response,
                Status.METHOD_NOT_ALLOWED_405,
                ErrorCode.ERROR_CODE_INVALID_REQUEST,
                "method_not_allowed",
                "The method %s is not allowed here (expected: %s)."
                        .formatted(request.prologue().method().text(), allow));
    }

    private void error(
            ServerRequest request,
            ServerResponse response,
            Status status,
            ErrorCode code,
            String reason,
            String message) {
        ChatError error = ChatError.newBuilder()
                .setCode(code)
                .setReason(reason)
                .setMessage(message)
                .build();
        errors.send(request, response, status.code(), error, Headers.requestId(request));
    }
}
