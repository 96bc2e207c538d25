package dev.parley.server.frontend.keys;

import dev.parley.server.access.Authenticator;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.KeyDirectory;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.Headers;
import dev.parley.server.frontend.http.Routes;
import dev.parley.server.json.JsonWriter;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;

/** {@code /health} with the state of the keys, and their administration (MG-12). No key is ever shown. */
public final class KeyRoutes {
    private static final String RELOAD = "/admin/reload-keys";
    private static final String RESET = "/admin/reset-failed-keys";

    /** Its paths among those of the admin API, whose errors look otherwise. */
    public static final List<String> ADMIN_PATHS = List.of(RELOAD, RESET);

    private final KeyDirectory keys;
    private final Authenticator admins;
    private final ErrorReply errors;
    private final String version;

    /** {@code admins} says who may reload and reset. */
    public KeyRoutes(KeyDirectory keys, Authenticator admins, ErrorReply errors, String version) {
        this.keys = keys;
        this.admins = admins;
        this.errors = errors;
        this.version = version;
    }

    public void register(Routes routes) {
        routes.on("/health", Map.of(Method.GET, (request, response) -> send(response)));
        routes.on(RELOAD, Map.of(Method.POST, (request, response) -> administer(request, response, keys::reload)));
        routes.on(RESET, Map.of(Method.POST, (request, response) -> administer(request, response, keys::reset)));
    }

    private void administer(ServerRequest request, ServerResponse response, Runnable action) {
        String id = Headers.requestId(request);
        try {
            Headers.caller(request, admins);
            action.run();
            send(response);
        } catch (ChatException e) {
            errors.send(request, response, e, id);
        }
    }

    private void send(ServerResponse response) {
        KeyDirectory.Keys state = keys.keys();
        byte[] body = JsonWriter.document(out -> out.beginObject()
                .field("status", state.available() > 0 ? "healthy" : "degraded")
                .name("key_stats")
                .beginObject()
                .field("total", state.total())
                .field("available", state.available())
                .field("failed", state.failed())
                .field("current_index", state.currentIndex())
                .endObject()
                .field("version", version)
                .endObject());
        response.header(HeaderNames.CONTENT_TYPE, "application/json").send(body);
    }
}
