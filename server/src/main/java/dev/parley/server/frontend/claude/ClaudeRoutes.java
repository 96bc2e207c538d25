package dev.parley.server.frontend.claude;

import dev.parley.server.access.Authenticator;
import dev.parley.server.chat.TokenCounts;
import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.claude.ClaudeModels;
import dev.parley.server.dialect.claude.ClaudeTokenCount;
import dev.parley.server.frontend.ModelDirectory;
import dev.parley.server.frontend.http.ChatEndpoint;
import dev.parley.server.frontend.http.ChatRuntime;
import dev.parley.server.frontend.http.CountEndpoint;
import dev.parley.server.frontend.http.ErrorReply;
import dev.parley.server.frontend.http.ModelRoutes;
import dev.parley.server.frontend.http.Routes;
import io.helidon.http.Method;
import java.util.List;
import java.util.Map;

/** Anthropic's Messages API, with and without the prefix {@code /anthropic} (CL-03). */
public final class ClaudeRoutes {
    private static final List<String> PREFIXES = List.of("", "/anthropic");

    private final ChatEndpoint messages;
    private final CountEndpoint count;

    public ClaudeRoutes(
            ClaudeDialect dialect, Authenticator access, ChatRuntime runtime, TokenCounts tokens, ErrorReply errors) {
        this.messages = new ChatEndpoint(dialect, access, runtime, errors);
        this.count = new CountEndpoint(dialect, ClaudeTokenCount::write, access, runtime, tokens, errors);
    }

    /** These models as this wire lists them. */
    public static ModelRoutes.Wire models(ModelDirectory models) {
        return new ModelRoutes.Wire(models, ClaudeModels::list, ClaudeModels::one);
    }

    public void register(Routes routes) {
        for (String prefix : PREFIXES) {
            routes.on(prefix + "/v1/messages", Map.of(Method.POST, messages));
            routes.on(prefix + "/v1/messages/count_tokens", Map.of(Method.POST, count));
        }
    }
}
