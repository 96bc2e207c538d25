package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Usage;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Embedding;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.dialect.codec.Vectors;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.util.TreeMap;

/** Reads a host's embeddings answer; one reader an answer. */
final class EmbeddingResponseReader {
    private final TreeMap<Integer, Embedding> vectors = new TreeMap<>();
    private final Usage.Builder usage = Usage.newBuilder();
    private boolean failed;

    private EmbeddingResponseReader() {}

    /** @throws dev.parley.server.error.ChatException the answer is an error, or none of this dialect */
    static EmbedResponse read(byte[] body) {
        EmbeddingResponseReader reader = new EmbeddingResponseReader();
        try {
            reader.answer(JsonReader.of(body));
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        if (reader.failed) {
            throw UpstreamErrors.inAnswer(body);
        }
        EmbedResponse.Builder response = EmbedResponse.newBuilder().addAllEmbeddings(reader.vectors.values());
        return (reader.usage.hasInputTokens() ? response.setUsage(reader.usage) : response).build();
    }

    private void answer(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "data" -> data(in);
                case "usage" -> usage(in);
                case "error" -> {
                    failed = !in.isNull();
                    in.skip();
                }
                default -> in.skip();
            }
        }
        in.end();
    }

    private void data(JsonReader in) {
        in.beginArray();
        for (int place = 0; in.nextElement(); place++) {
            vector(in, place);
        }
    }

    /** Hosts give the vectors in order; one that does not tells their places. */
    private void vector(JsonReader in, int place) {
        int index = place;
        Embedding vector = Embedding.getDefaultInstance();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "embedding" -> vector = Vectors.read(in);
                case "index" -> index = Lenient.index(in, place);
                default -> in.skip();
            }
        }
        if (vectors.put(index, vector) != null) {
            throw new JsonException("data", "two vectors have the index " + index + '.');
        }
    }

    /** A prompt is all there is, so the total is as good. */
    private void usage(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            in.skip();
            return;
        }
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "prompt_tokens" -> Lenient.count(in, usage::setInputTokens);
                case "total_tokens" ->
                    Lenient.count(in, total -> usage.setInputTokens(Math.max(total, usage.getInputTokens())));
                default -> in.skip();
            }
        }
    }
}
