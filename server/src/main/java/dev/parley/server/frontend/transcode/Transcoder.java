package dev.parley.server.frontend.transcode;

import com.google.api.HttpRule;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.http.HttpBinding;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.connection.CallerWatch;
import dev.parley.server.frontend.http.CountedHandler;
import dev.parley.server.metrics.HttpMetrics;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.metrics.SseMetrics;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native REST: every rpc of some services at the path of its {@code google.api.http} rule, in the JSON of its service's
 * shape. A server stream is an event stream whose last frame tells how it ended; failures have the HTTP status of their
 * code. The services' interceptors apply, with HTTP's headers as metadata. Its listener's connections must be watched
 * ones. Thread-safe.
 */
public final class Transcoder implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger("parley.http");

    private final HttpMetrics http;
    private final SseMetrics sse;
    private final int maxBodySize;
    private final List<Route<?, ?>> routes = new ArrayList<>();
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("parley-rest-deadlines").factory());

    /**
     * A transcoder that serves nothing yet.
     *
     * @param metrics where its requests and its event streams are counted
     * @param maxBodySize bytes of a request body
     */
    public Transcoder(Metrics metrics, int maxBodySize) {
        this.maxBodySize = maxBodySize;
        this.http = metrics.http();
        this.sse = metrics.sse();
    }

    /** Serves these services' rpcs that have a rule, too, with the interceptors applied to them. */
    public Transcoder serve(List<ServerServiceDefinition> services, JsonShape shape) {
        return serve(services, shape, List.of());
    }

    /** The same for services some of whose rpcs have more than a rule. */
    public Transcoder serve(List<ServerServiceDefinition> services, JsonShape shape, List<HttpExtra> extras) {
        for (ServerServiceDefinition service : services) {
            service.getMethods().forEach(method -> bind(method, shape, extras));
        }
        routes.sort(Comparator.comparing(Route::binding, HttpBinding.SPECIFIC_FIRST));
        return this;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any(this::handle);
    }

    /** Answers 404 in this API's shape; to be mounted on its paths, after everything else. */
    public void notFound(ServerRequest request, ServerResponse response) {
        String path = request.prologue().uriPath().rawPath();
        refuse(request, response, JsonShape.PROTO, 404, ErrorCode.ERROR_CODE_NOT_FOUND, "No such path: " + path);
    }

    private <Q, A> void bind(ServerMethodDefinition<Q, A> method, JsonShape shape, List<HttpExtra> extras) {
        String name = method.getMethodDescriptor().getFullMethodName();
        List<HttpExtra> own = extras.stream()
                .filter(extra -> extra.method().getFullMethodName().equals(name))
                .toList();
        HttpForm form = own.stream()
                .map(HttpExtra::form)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        for (HttpBinding binding : bindings(method.getMethodDescriptor(), own)) {
            LOG.debug("serves {} {}", binding.verb(), binding.pattern());
            routes.add(new Route<>(binding, method, shape, form, http.route(binding.pattern())));
        }
    }

    /** Where an rpc is over REST: by its rule, and by what it has besides. */
    public static List<HttpBinding> bindings(MethodDescriptor<?, ?> method, List<HttpExtra> extras) {
        List<HttpBinding> bindings = new ArrayList<>(HttpBinding.of(method));
        for (HttpExtra extra : extras) {
            HttpRule rule = extra.rule();
            if (rule != null && extra.method().getFullMethodName().equals(method.getFullMethodName())) {
                bindings.add(HttpBinding.of(rule));
            }
        }
        return bindings;
    }

    private void handle(ServerRequest request, ServerResponse response) throws Exception {
        String path = request.prologue().uriPath().rawPath();
        String sent = request.prologue().method().text();
        var allowed = new TreeSet<String>();
        Route<?, ?> known = null;
        for (Route<?, ?> route : routes) {
            Map<String, String> variables = route.binding().match(path);
            if (variables != null && route.serves(sent)) {
                new CountedHandler(route.counts(), (req, res) -> serve(route, variables, req, res))
                        .handle(request, response);
                return;
            }
            if (variables != null) {
                allowed.add(route.binding().verb());
                known = route;
            }
        }
        if (known == null || request.prologue().method().equals(Method.OPTIONS)) {
            response.next();
            return;
        }
        response.header(HeaderNames.ALLOW, String.join(", ", allowed));
        String expected = "%s %s (expected: %s).".formatted(sent, path, String.join(" or ", allowed));
        JsonShape shape = known.shape();
        new CountedHandler(
                        known.counts(),
                        (req, res) -> refuse(req, res, shape, 405, ErrorCode.ERROR_CODE_UNIMPLEMENTED, expected))
                .handle(request, response);
    }

    private <Q, A> void serve(
            Route<Q, A> route, Map<String, String> variables, ServerRequest request, ServerResponse response) {
        RestRequest rest =
                new RestRequest(request, route.binding(), route.shape(), variables, route.form(), maxBodySize);
        RestReply reply = new RestReply(rest.id(), route.shape(), request, response, sse);
        new RestServerCall<>(route.method().getMethodDescriptor(), rest, reply, deadlines)
                .run(route.method().getServerCallHandler(), CallerWatch.of(request));
    }

    private void refuse(
            ServerRequest request, ServerResponse response, JsonShape shape, int http, ErrorCode code, String message) {
        String reason = http == 404 ? "path_not_found" : "method_not_allowed";
        ChatException refusal =
                ChatException.of(code, Blame.REQUEST, reason, message).build();
        new RestReply(RestRequest.id(request), shape, request, response, sse).refuse(http, RestError.of(refusal));
    }

    private record Route<Q, A>(
            HttpBinding binding,
            ServerMethodDefinition<Q, A> method,
            JsonShape shape,
            @Nullable HttpForm form,
            HttpMetrics.Route counts) {
        /** What answers GET once answers HEAD, too. */
        boolean serves(String verb) {
            boolean head = verb.equals(Method.HEAD.text())
                    && method.getMethodDescriptor().getType().serverSendsOneMessage();
            return binding.verb().equals(head ? Method.GET.text() : verb);
        }
    }
}
