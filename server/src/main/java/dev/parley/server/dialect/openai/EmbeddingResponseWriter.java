package dev.parley.server.dialect.openai;

import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;
import java.io.OutputStream;

/** Writes an embeddings answer. */
final class EmbeddingResponseWriter {
    /** What is gathered before it is written: vectors are long and there may be many. */
    private static final int CHUNK = 64 << 10;

    private final EmbeddingForm form;

    EmbeddingResponseWriter(EmbeddingForm form) {
        this.form = form;
    }

    void write(EmbedResponse response, OutputStream out) {
        ByteSink sink = new ByteSink(CHUNK);
        JsonWriter json = new JsonWriter(sink);
        json.beginObject().field("object", "list").name("data").beginArray();
        for (int i = 0; i < response.getEmbeddingsCount(); i++) {
            json.beginObject().field("object", "embedding").field("index", i).name("embedding");
            form.write(response.getEmbeddings(i), json);
            json.endObject();
            if (sink.length() >= CHUNK) {
                sink.writeTo(out);
                sink.reset();
            }
        }
        long tokens = response.getUsage().getInputTokens();
        json.endArray().field("model", response.getModel()).name("usage").beginObject();
        json.field("prompt_tokens", tokens).field("total_tokens", tokens).endObject();
        json.endObject();
        sink.writeTo(out);
    }
}
