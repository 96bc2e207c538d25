package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.Usage;
import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Embedding;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.SouthEmbeddings;
import dev.parley.server.dialect.TextInputs;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Vectors;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;

/** Vertex AI's {@code predict} of embedding models. A long input is refused there, as OpenAI does, and not cut. */
public final class VertexEmbeddings implements SouthEmbeddings {
    @Override
    public byte[] writeRequest(EmbedRequest request, String model, Drops drops) {
        GeminiEmbeddings.losses(request, drops);
        return JsonWriter.document(out -> {
            out.beginObject().name("instances").beginArray();
            for (int i = 0; i < request.getInputsCount(); i++) {
                MergedObject one = MergedObject.begin(out, GeminiDialect.NAME, request.getExtensionsList());
                one.name("content").value(TextInputs.text(request, i));
                one.text("task_type", request.getPurpose());
                one.end();
            }
            out.endArray().name("parameters").beginObject().field("autoTruncate", false);
            if (request.hasDimensions()) {
                out.field("outputDimensionality", request.getDimensions());
            }
            out.endObject().endObject();
        });
    }

    @Override
    public EmbedResponse readResponse(byte[] body) {
        Answer answer = new Answer();
        try {
            JsonReader in = JsonReader.of(body);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (name.equals("predictions")) {
                    answer.predictions(in);
                } else {
                    in.skip();
                }
            }
            in.end();
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        return answer.response.build();
    }

    /** Its tokens are told with each vector. */
    private static final class Answer {
        private final EmbedResponse.Builder response = EmbedResponse.newBuilder();

        void predictions(JsonReader in) {
            in.beginArray();
            while (in.nextElement()) {
                for (String name = in.beginObject(); name != null; name = in.nextField()) {
                    if (name.equals("embeddings")) {
                        prediction(in);
                    } else {
                        in.skip();
                    }
                }
            }
        }

        private void prediction(JsonReader in) {
            Embedding vector = Embedding.getDefaultInstance();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                switch (name) {
                    case "values" -> vector = Vectors.read(in);
                    case "statistics" -> statistics(in);
                    default -> in.skip();
                }
            }
            response.addEmbeddings(vector);
        }

        private void statistics(JsonReader in) {
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (name.equals("token_count")) {
                    Lenient.count(in, this::count);
                } else {
                    in.skip();
                }
            }
        }

        private void count(long tokens) {
            Usage.Builder usage = response.getUsageBuilder();
            usage.setInputTokens(usage.getInputTokens() + tokens);
        }
    }
}
