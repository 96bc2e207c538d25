package dev.parley.server.frontend.openai;

import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.SeparateTurns;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.dialect.openai.OpenAiEmbeddings;
import dev.parley.server.dialect.openai.OpenAiModels;
import dev.parley.server.frontend.ModelDirectory;
import dev.parley.server.frontend.http.ChatEndpoint;
import dev.parley.server.frontend.http.ChatRuntime;
import dev.parley.server.frontend.http.EmbeddingEndpoint;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.ModelRoutes;
import dev.parley.server.frontend.http.Routes;
import io.helidon.http.Method;
import java.util.Map;
import java.util.Set;

/** The OpenAI API under {@code /v1}, but for responses. */
public final class OpenAiRoutes {
    private final ChatEndpoint chat;
    private final ChatEndpoint completions;
    private final EmbeddingEndpoint embeddings;
    private final ImageEndpoint images;

    public OpenAiRoutes(OpenAiDialect dialect, Authenticator access, ChatRuntime runtime, ErrorReply errors) {
        this.chat = new ChatEndpoint(dialect, access, runtime, errors);
        this.completions = new ChatEndpoint(dialect.completions(), access, runtime.through(SeparateTurns::new), errors);
        this.embeddings = new EmbeddingEndpoint(dialect.name(), OpenAiEmbeddings::readRequest, access, runtime, errors);
        this.images = new ImageEndpoint(access, runtime, errors);
    }

    /** These models as this wire lists them. */
    public static ModelRoutes.Wire models(ModelDirectory models, Set<OpenAiModels.Extra> extras) {
        return new ModelRoutes.Wire(
                models, list -> OpenAiModels.list(list, extras), model -> OpenAiModels.one(model, extras));
    }

    public void register(Routes routes) {
        routes.on("/v1/chat/completions", Map.of(Method.POST, chat));
        routes.on("/v1/completions", Map.of(Method.POST, completions));
        routes.on("/v1/embeddings", Map.of(Method.POST, embeddings));
        routes.on("/v1/images/generations", Map.of(Method.POST, images));
    }
}
