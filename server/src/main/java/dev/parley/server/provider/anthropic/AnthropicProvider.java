package dev.parley.server.provider.anthropic;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.claude.ClaudeCounter;
import dev.parley.server.pool.Credential;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.TokenCounter;
import dev.parley.server.provider.http.HttpHost;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A host that speaks Anthropic's Messages API. */
public final class AnthropicProvider implements Provider, TokenCounter {
    /** Where the API is unless the settings say otherwise. */
    public static final URI BASE = URI.create("https://api.anthropic.com");

    /** The version that is asked for unless the provider's headers name another one. */
    private static final String VERSION = "2023-06-01";

    private static final String MODELS = "v1/models?limit=1000";

    private final String name;
    private final HttpHost host;
    private final SouthDialect dialect;
    private final List<Model> models;

    /**
     * A provider by its settings.
     *
     * @param host the API, without {@code /v1}; closed with the provider
     * @param models what it serves; empty: the host is asked
     */
    public AnthropicProvider(String name, HttpHost host, SouthDialect dialect, List<Model> models) {
        this.name = name;
        this.host = host;
        this.dialect = dialect;
        this.models = List.copyOf(models);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChatStream chat(Attempt attempt) {
        return host.chat(
                attempt,
                attempt.call().request(),
                "v1/messages",
                shown(attempt.lease().credential()));
    }

    @Override
    public List<Model> models(Credential credential) {
        return models.isEmpty()
                ? host.models(MODELS, shown(credential)).stream()
                        .map(model -> model.toBuilder().setOwnedBy("anthropic").build())
                        .toList()
                : models;
    }

    @Override
    public long countTokens(ChatRequest request, String model, Credential credential) {
        byte[] body = ClaudeCounter.request(dialect.writeRequest(request, model, false, new Drops()));
        return ClaudeCounter.read(host.ask("v1/messages/count_tokens", shown(credential), body));
    }

    @Override
    public void close() {
        host.close();
    }

    private static Map<String, String> shown(Credential credential) {
        return credential.secret().isEmpty()
                ? Map.of("anthropic-version", VERSION)
                : Map.of(
                        "anthropic-version",
                        VERSION,
                        "x-api-key",
                        credential.secret().reveal());
    }
}
