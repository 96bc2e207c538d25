package dev.parley.server.provider.anthropic;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Tool;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.claude.ClaudeCountRequest;
import dev.parley.server.dialect.claude.ClaudeSearch;
import dev.parley.server.dialect.claude.ClaudeTokenCount;
import dev.parley.server.pool.Credential;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.TokenCounter;
import dev.parley.server.provider.WebSearch;
import dev.parley.server.provider.http.HttpHost;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A host that speaks Anthropic's Messages API. */
public final class AnthropicProvider implements Provider, TokenCounter, WebSearch {
    private static final String VERSION_PATH = "/v1";

    /** The version that is asked for unless the provider's headers name another one. */
    private static final String VERSION = "2023-06-01";

    private static final String MODELS = "v1/models?limit=1000";

    private final String name;
    private final HttpHost host;
    private final List<Model> models;

    /**
     * A provider by its settings.
     *
     * @param host the API, without {@code /v1}; closed with the provider
     * @param models what it serves; empty: the host is asked
     */
    public AnthropicProvider(String name, HttpHost host, List<Model> models) {
        this.name = name;
        this.host = host;
        this.models = List.copyOf(models);
    }

    /** Where the API is, its version left out: the settings may have it, as OpenAI's hosts want it. */
    public static URI base(URI configured) {
        String text = configured.toString().replaceFirst("/$", "");
        return text.endsWith(VERSION_PATH)
                ? URI.create(text.substring(0, text.length() - VERSION_PATH.length()))
                : configured;
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
        byte[] question = ClaudeCountRequest.write(request, model);
        return ClaudeTokenCount.read(host.ask(request, "v1/messages/count_tokens", shown(credential), question));
    }

    @Override
    public Tool searchTool() {
        return ClaudeSearch.TOOL;
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
