package dev.parley.server.frontend.openai;

import dev.parley.model.v1.Model;
import dev.parley.server.access.Authenticator;
import dev.parley.server.access.Caller;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiModels;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.ModelDirectory;
import dev.parley.server.frontend.http.ChatEndpoint;
import dev.parley.server.frontend.http.ChatRuntime;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.Headers;
import dev.parley.server.frontend.http.Routes;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;

/** The OpenAI API under {@code /v1}: chat completions and models. */
public final class OpenAiRoutes {
    private static final String MODELS = "/v1/models";
    private static final String INFO = "/info";

    private final OpenAiDialect dialect;
    private final Authenticator chatAccess;
    private final Authenticator modelAccess;
    private final ChatRuntime runtime;
    private final ModelDirectory models;
    private final ErrorReply errors;

    /** {@code modelAccess} may be laxer than {@code chatAccess}: some listeners leave the model list open (B2). */
    public OpenAiRoutes(
            OpenAiDialect dialect,
            Authenticator chatAccess,
            Authenticator modelAccess,
            ChatRuntime runtime,
            ModelDirectory models,
            ErrorReply errors) {
        this.dialect = dialect;
        this.chatAccess = chatAccess;
        this.modelAccess = modelAccess;
        this.runtime = runtime;
        this.models = models;
        this.errors = errors;
    }

    public void register(Routes routes) {
        routes.on("/v1/chat/completions", Map.of(Method.POST, new ChatEndpoint(dialect, chatAccess, runtime, errors)));
        routes.on(
                MODELS,
                Map.of(Method.GET, (request, response) -> reply(request, response, caller -> list(caller, response))));
        // Ids may hold slashes, raw or encoded (GM-11).
        routes.on(
                MODELS + "/{+id}",
                Map.of(Method.GET, (request, response) -> reply(request, response, caller -> get(request, caller))));
    }

    private byte[] list(Caller caller, ServerResponse response) {
        ModelDirectory.Listing listing = models.listing(caller, "");
        Headers.stale(response, listing.stale());
        return OpenAiModels.list(listing.models());
    }

    private byte[] get(ServerRequest request, Caller caller) {
        String path = request.path().rawPath();
        // The MegaLLM proxy's name for the same thing (MG-12).
        String raw = path.substring(MODELS.length() + 1, path.length() - (path.endsWith(INFO) ? INFO.length() : 0));
        Model model = models.get(caller, URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
        return OpenAiModels.one(model);
    }

    private void reply(ServerRequest request, ServerResponse response, Function<Caller, byte[]> body) {
        String id = Headers.requestId(request);
        Headers.identify(response, id);
        try {
            byte[] json = body.apply(Headers.caller(request, modelAccess));
            response.header(HeaderNames.CONTENT_TYPE, "application/json").send(json);
        } catch (ChatException e) {
            errors.send(request, response, e, id);
        }
    }
}
