package dev.parley.server.frontend.health;

import dev.parley.server.frontend.http.Routes;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code /healthz} and {@code /readyz}, for machines, without authentication (DS-01). */
public final class HealthRoutes {
    private final Readiness readiness;

    public HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    public void register(Routes routes) {
        routes.on("/healthz", Map.of(Method.GET, (request, response) -> json(response, "{\"status\":\"ok\"}")));
        routes.on("/readyz", Map.of(Method.GET, this::ready));
    }

    private void ready(ServerRequest request, ServerResponse response) {
        List<String> reasons = readiness.reasons();
        if (reasons.isEmpty()) {
            json(response, "{\"status\":\"ready\"}");
            return;
        }
        response.status(Status.SERVICE_UNAVAILABLE_503);
        String list = reasons.stream().map(reason -> '"' + reason + '"').collect(Collectors.joining(","));
        json(response, "{\"status\":\"not_ready\",\"reasons\":[" + list + "]}");
    }

    private static void json(ServerResponse response, String body) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json").send(body);
    }
}
