package dev.parley.server.provider.openaicompat;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.openai.OpenAiEmbeddings;
import dev.parley.server.dialect.openai.OpenAiImagesDialect;
import dev.parley.server.pool.Credential;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Embedder;
import dev.parley.server.provider.ImageMaker;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.ThinkTags;
import dev.parley.server.provider.http.HttpHost;
import java.util.List;
import java.util.Map;

/** A host that speaks OpenAI's chat API. */
public class OpenAiCompatProvider implements Provider, Embedder, ImageMaker {
    private static final OpenAiEmbeddings EMBEDDINGS = new OpenAiEmbeddings();

    private final String name;
    private final HttpHost host;
    private final HttpHost images;
    private final List<Model> models;
    private final boolean sendDefaults;
    private final boolean thinkTags;
    private final int embeddingBatch;

    /**
     * A provider by its settings.
     *
     * @param host the API, up to and with {@code /v1}; closed with the provider
     * @param models what it serves; empty: the host is asked
     * @param sendDefaults whether sampling fields that the caller left out are sent with their defaults (MG-04)
     * @param thinkTags whether thoughts stand in the text between tags, to be split off (E-RSN-5)
     * @param embeddingBatch how many inputs the host is sent at a time
     */
    public OpenAiCompatProvider(
            String name,
            HttpHost host,
            List<Model> models,
            boolean sendDefaults,
            boolean thinkTags,
            int embeddingBatch) {
        this.name = name;
        this.host = host;
        this.images = host.speaking(new OpenAiImagesDialect());
        this.models = List.copyOf(models);
        this.sendDefaults = sendDefaults;
        this.thinkTags = thinkTags;
        this.embeddingBatch = embeddingBatch;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public final ChatStream chat(Attempt attempt) {
        ChatRequest asked = attempt.call().request();
        if (asked.getOutputFormat().hasImage()) {
            return images.chat(
                    attempt.asWhole(),
                    asked,
                    "images/generations",
                    shown(attempt.lease().credential()));
        }
        ChatStream answer = turn(attempt);
        return thinkTags ? new ThinkTags(answer) : answer;
    }

    /** The answer to a turn of a conversation. */
    ChatStream turn(Attempt attempt) {
        ChatRequest asked = attempt.call().request();
        ChatRequest request = sendDefaults ? SamplingDefaults.fillIn(asked) : asked;
        return host.chat(
                attempt, request, "chat/completions", shown(attempt.lease().credential()));
    }

    /** Names of such hosts tell nothing: the host itself refuses models that make none. */
    @Override
    public boolean makesImages(String model) {
        return true;
    }

    @Override
    public ChatStream embed(Attempt attempt, EmbedRequest request, Taker taker) {
        Map<String, String> shown = shown(attempt.lease().credential());
        return host.embed(attempt, request, EMBEDDINGS, embeddingBatch, "embeddings", shown, taker);
    }

    @Override
    public List<Model> models(Credential credential) {
        return models.isEmpty() ? host.models("models", shown(credential)) : models;
    }

    @Override
    public void close() {
        host.close();
    }

    /** The headers that show a credential. */
    static Map<String, String> shown(Credential credential) {
        return credential.secret().isEmpty()
                ? Map.of()
                : Map.of("Authorization", "Bearer " + credential.secret().reveal());
    }
}
