package dev.parley.server.provider.openaicompat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.config.Secret;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.Credential;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.http.HostModels;
import dev.parley.server.provider.http.HostStream;
import dev.parley.server.provider.http.Upstream;
import dev.parley.server.provider.http.UpstreamRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host that speaks OpenAI's chat API. */
public final class OpenAiCompatProvider implements Provider {
    private final String name;
    private final URI base;
    private final Map<String, Secret> headers;
    private final List<Model> models;
    private final boolean sendDefaults;
    private final SouthDialect dialect;
    private final Upstream upstream;
    private final InstantSource clock;

    /**
     * A provider by its settings.
     *
     * @param base the API's address, up to and with {@code /v1}
     * @param headers sent with every request
     * @param models what it serves; empty: the host is asked
     * @param sendDefaults whether sampling fields that the caller left out are sent with their defaults (MG-04)
     */
    public OpenAiCompatProvider(
            String name,
            URI base,
            Map<String, Secret> headers,
            List<Model> models,
            boolean sendDefaults,
            SouthDialect dialect,
            Upstream upstream,
            InstantSource clock) {
        this.name = name;
        this.base = base;
        this.headers = Map.copyOf(headers);
        this.models = List.copyOf(models);
        this.sendDefaults = sendDefaults;
        this.dialect = dialect;
        this.upstream = upstream;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ChatStream chat(Attempt attempt) {
        Drops drops = new Drops();
        ChatRequest request = sendDefaults
                ? SamplingDefaults.fillIn(attempt.call().request())
                : attempt.call().request();
        boolean stream = !attempt.call().whole();
        byte[] body = dialect.writeRequest(request, attempt.target().model(), stream, drops);
        if (request.getStrict()) {
            refuse(drops);
        }
        Map<String, String> sent = headers(attempt.lease().credential());
        sent.put("X-Request-Id", attempt.call().id());
        sent.put("Accept", stream ? "text/event-stream" : "application/json");
        UpstreamRequest post = new UpstreamRequest("POST", resolve("chat/completions"), sent, body);
        return new HostStream(
                name, upstream.call(post), dialect, attempt.lease().credential().secret(), drops.paths(), clock);
    }

    @Override
    public List<Model> models(Credential credential) {
        if (!models.isEmpty()) {
            return models;
        }
        UpstreamRequest get = new UpstreamRequest("GET", resolve("models"), headers(credential), new byte[0]);
        return HostModels.ask(name, upstream.call(get), dialect, clock);
    }

    @Override
    public void close() {
        upstream.close();
    }

    private Map<String, String> headers(Credential credential) {
        Map<String, String> sent = new LinkedHashMap<>();
        headers.forEach((header, value) -> sent.put(header, value.reveal()));
        if (!credential.secret().isEmpty()) {
            sent.put("Authorization", "Bearer " + credential.secret().reveal());
        }
        sent.put("Accept-Encoding", "identity");
        return sent;
    }

    private URI resolve(String path) {
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text + path : text + '/' + path);
    }

    private void refuse(Drops drops) {
        if (!drops.paths().isEmpty()) {
            String first = drops.paths().getFirst();
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UNSUPPORTED,
                            Blame.REQUEST,
                            "unsupported_parameter",
                            "Provider '%s' cannot express '%s' (expected: without it, or not strict)."
                                    .formatted(name, first))
                    .param(first)
                    .build();
        }
    }
}
