package dev.parley.server.frontend.http;

import dev.parley.model.v1.Model;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.frontend.ModelDirectory;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The model list of one wire, and each model of it. Thread-safe. */
public final class ModelRoutes {
    private static final String INFO = "/info";

    private final String path;
    private final Wire usual;
    private final Authenticator access;
    private final ErrorReply errors;
    private Map<HeaderName, Wire> byHeader = Map.of();

    /** A wire's models, and how it writes them. */
    public record Wire(ModelDirectory models, Function<List<Model>, byte[]> list, Function<Model, byte[]> one) {}

    /** Serves {@code path} and what is below it to callers that {@code access} lets in (B2). */
    public ModelRoutes(String path, Wire usual, Authenticator access, ErrorReply errors) {
        this.path = path;
        this.usual = usual;
        this.access = access;
        this.errors = errors;
    }

    /** Serves callers that send {@code header} another wire's list: SDKs of two vendors may share the path. */
    public ModelRoutes with(String header, Wire wire) {
        byHeader = Map.of(HeaderNames.create(header), wire);
        return this;
    }

    public void register(Routes routes) {
        routes.on(path, Map.of(Method.GET, new CallerRoute(access, errors, this::list)));
        // Ids may hold slashes, raw or encoded (GM-11).
        routes.on(path + "/{+id}", Map.of(Method.GET, new CallerRoute(access, errors, this::one)));
    }

    private byte[] list(ServerRequest request, ServerResponse response, Caller caller) {
        Wire wire = wire(request);
        ModelDirectory.Listing listing = wire.models().listing(caller, "");
        Headers.stale(response, listing.stale());
        return wire.list().apply(listing.models());
    }

    private byte[] one(ServerRequest request, ServerResponse response, Caller caller) {
        Wire wire = wire(request);
        String raw = request.path().rawPath();
        // The MegaLLM proxy's name for the same thing (MG-12).
        String id = raw.substring(path.length() + 1, raw.length() - (raw.endsWith(INFO) ? INFO.length() : 0));
        return wire.one()
                .apply(wire.models().get(caller, URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8)));
    }

    private Wire wire(ServerRequest request) {
        for (Map.Entry<HeaderName, Wire> entry : byHeader.entrySet()) {
            if (request.headers().contains(entry.getKey())) {
                return entry.getValue();
            }
        }
        return usual;
    }
}
