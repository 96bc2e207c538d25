package dev.parley.server.provider.http;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.config.Secret;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.SouthDialect;
import dev.parley.server.dialect.SouthEmbeddings;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Embedder;
import dev.parley.server.provider.EmbeddingStream;
import dev.parley.server.provider.StrictMode;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What providers on HTTP hosts share: a request in the host's dialect goes out, an answer or a refusal comes back. A
 * provider adds its paths and how its host wants to see a credential. Thread-safe.
 */
public final class HttpHost implements AutoCloseable {
    private final String provider;
    private final URI base;
    private final Map<String, Secret> headers;
    private final SouthDialect dialect;
    private final Upstream upstream;
    private final InstantSource clock;
    private final Framing streams;

    /** A host that streams server-sent events. */
    public HttpHost(
            String provider,
            URI base,
            Map<String, Secret> headers,
            SouthDialect dialect,
            Upstream upstream,
            InstantSource clock) {
        this(provider, base, headers, dialect, upstream, clock, Framing.EVENTS);
    }

    /**
     * A host by its settings.
     *
     * @param provider the provider's name, for failures
     * @param base what paths are resolved against, with or without a slash at its end
     * @param headers sent with every request
     * @param streams how it parts the answers that it streams
     */
    public HttpHost(
            String provider,
            URI base,
            Map<String, Secret> headers,
            SouthDialect dialect,
            Upstream upstream,
            InstantSource clock,
            Framing streams) {
        this.provider = provider;
        this.base = base;
        this.headers = Map.copyOf(headers);
        this.dialect = dialect;
        this.upstream = upstream;
        this.clock = clock;
        this.streams = streams;
    }

    /**
     * The answer to one attempt; nothing is sent before its first {@code next()}.
     *
     * @param request the attempt's request, perhaps completed by the provider
     * @param shown the headers that show the credential
     * @throws ChatException UNSUPPORTED if the request is strict and the dialect cannot express it, or if what it asks
     *     about would be lost
     */
    public ChatStream chat(Attempt attempt, ChatRequest request, String path, Map<String, String> shown) {
        Drops drops = new Drops();
        boolean stream = !attempt.call().whole();
        byte[] body = dialect.writeRequest(request, attempt.target().model(), stream, drops);
        if (request.getStrict()) {
            StrictMode.check(provider, drops);
        }
        LostMedia.refuse(request, drops, provider);
        Map<String, String> sent = headers(shown);
        sent.putAll(CallersHeaders.of(request, dialect));
        sent.put("X-Request-Id", attempt.call().id());
        sent.put("Accept", stream ? streams.accept() : "application/json");
        UpstreamRequest post = new UpstreamRequest("POST", resolve(path), sent, body);
        Framing framing = stream ? streams : Framing.EVENTS;
        SouthDialect answer = dialect.answering(request);
        return new HostStream(exchange(post, answer, shown), answer, drops.paths(), framing);
    }

    /**
     * The vectors of one attempt, as an {@link Embedder} gives them; nothing is sent before the first {@code next()}.
     *
     * @param form how the host is asked
     * @param most inputs that it is sent at a time
     * @param shown the headers that show the credential
     */
    public ChatStream embed(
            Attempt attempt,
            EmbedRequest request,
            SouthEmbeddings form,
            int most,
            String path,
            Map<String, String> shown,
            Embedder.Taker taker) {
        Map<String, String> sent = headers(shown);
        sent.put("X-Request-Id", attempt.call().id());
        sent.put("Accept", "application/json");
        return new EmbeddingStream(
                new EmbeddingBatches(
                        request,
                        attempt.target().model(),
                        form,
                        most,
                        body -> exchange(new UpstreamRequest("POST", resolve(path), sent, body), dialect, shown),
                        request.getStrict() ? drops -> StrictMode.check(provider, drops) : drops -> {}),
                taker);
    }

    /**
     * The models that the host lists. Blocks until it has answered, at most 30 s.
     *
     * @throws ChatException the host refused, or its answer is no list
     */
    public List<Model> models(String path, Map<String, String> shown) {
        try (HostQuestion question = question(path, shown)) {
            return HostModels.read(provider, question.answer());
        }
    }

    /**
     * The body that the host answers a question about this request with, such as how long its prompt is. Blocks until
     * it has answered, at most 30 s.
     *
     * @throws ChatException the host refused
     */
    public byte[] ask(ChatRequest about, String path, Map<String, String> shown, byte[] body) {
        Map<String, String> sent = headers(shown);
        sent.putAll(CallersHeaders.of(about, dialect));
        try (HostQuestion question = question(new UpstreamRequest("POST", resolve(path), sent, body), shown)) {
            return question.answer();
        }
    }

    /** A question without a body; nothing is sent before its answer is wanted. */
    public HostQuestion question(String path, Map<String, String> shown) {
        return question(new UpstreamRequest("GET", resolve(path), headers(shown), new byte[0]), shown);
    }

    /** A question that is no caller's; nothing is sent before its answer is wanted. */
    public HostQuestion question(String path, Map<String, String> shown, byte[] body) {
        return question(new UpstreamRequest("POST", resolve(path), headers(shown), body), shown);
    }

    /** The same host, for calls in another dialect; closed with this one. */
    public HttpHost speaking(SouthDialect other) {
        return new HttpHost(provider, base, headers, other, upstream, clock, streams);
    }

    @Override
    public void close() {
        upstream.close();
    }

    private Exchange exchange(UpstreamRequest request, SouthDialect answer, Map<String, String> shown) {
        return new Exchange(provider, upstream.call(request), answer, unsaid(shown), clock);
    }

    private HostQuestion question(UpstreamRequest request, Map<String, String> shown) {
        return new HostQuestion(provider, upstream.call(request), dialect, unsaid(shown), clock);
    }

    private Unsaid unsaid(Map<String, String> shown) {
        return new Unsaid(shown, headers.values());
    }

    private Map<String, String> headers(Map<String, String> shown) {
        Map<String, String> sent = new LinkedHashMap<>(shown);
        headers.forEach((header, value) -> sent.put(header, value.reveal()));
        sent.put("Accept-Encoding", "identity");
        return sent;
    }

    private URI resolve(String path) {
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text + path : text + '/' + path);
    }
}
