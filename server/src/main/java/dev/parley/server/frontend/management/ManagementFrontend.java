package dev.parley.server.frontend.management;

import dev.parley.server.access.ManagementAccess;
import dev.parley.server.access.OperatorAddresses;
import dev.parley.server.frontend.http.Routes;
import dev.parley.server.frontend.transcode.JsonShape;
import dev.parley.server.frontend.transcode.Transcoder;
import dev.parley.server.metrics.AccessMetrics;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;

/** The management API for listeners: its services with authentication around them, for any transport. Thread-safe. */
public final class ManagementFrontend {
    /** Where it is over HTTP. */
    public static final String PATH = "/routes/api/management/";

    /** Where it is not, but is looked for. */
    private static final String SHORT = "/api/management/";

    private final List<BindableService> services;
    private final ManagementAccess access;
    private final OperatorAddresses addresses;
    private final List<String> corsOrigins;
    private final AccessMetrics metrics;

    /**
     * Serves these, and the logging in and out.
     *
     * @param corsOrigins web pages of other origins that may call
     * @param metrics where it is counted who was let in, and who was not
     */
    public ManagementFrontend(
            List<BindableService> services,
            ManagementAccess access,
            OperatorAddresses addresses,
            List<String> corsOrigins,
            AccessMetrics metrics) {
        this.services = new ArrayList<>(services);
        this.services.addFirst(new SessionGrpcService(access));
        this.access = access;
        this.addresses = addresses;
        this.corsOrigins = List.copyOf(corsOrigins);
        this.metrics = metrics;
        metrics.showRateLimits(ManagementAuth.API, access::countedAddresses);
        access.onSweep(metrics::swept);
    }

    /**
     * The services of a listener.
     *
     * @param listener "default" or a profile's name
     * @param provider the provider that serves it; empty: all
     */
    public List<ServerServiceDefinition> services(String listener, String provider) {
        ManagementAuth auth = new ManagementAuth(access, addresses, new AskedListener(listener, provider), metrics);
        return services.stream()
                .map(service -> ServerInterceptors.intercept(service, new Downloads(), auth))
                .toList();
    }

    /** Serves a listener's services over REST, too. */
    public void register(List<ServerServiceDefinition> listenerServices, Transcoder transcoder, Routes routes) {
        transcoder.serve(listenerServices, JsonShape.MANAGEMENT, ManagementRpcs.EXTRAS);
        routes.origins(PATH, corsOrigins).origins(SHORT, corsOrigins).any(SHORT + "*", ManagementFrontend::redirect);
    }

    /** With 307 the method and the body are sent again (MA-04). */
    private static void redirect(ServerRequest request, ServerResponse response) {
        String path = request.prologue().uriPath().rawPath();
        String query = request.prologue().query().rawValue();
        response.status(Status.TEMPORARY_REDIRECT_307)
                .header(HeaderNames.LOCATION, "/routes" + path + (query.isEmpty() ? "" : '?' + query))
                .send();
    }
}
