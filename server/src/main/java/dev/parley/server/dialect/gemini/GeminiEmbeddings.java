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

/** The public API's {@code batchEmbedContents}. */
public final class GeminiEmbeddings implements SouthEmbeddings {
    @Override
    public byte[] writeRequest(EmbedRequest request, String model, Drops drops) {
        losses(request, drops);
        return JsonWriter.document(out -> {
            out.beginObject().name("requests").beginArray();
            for (int i = 0; i < request.getInputsCount(); i++) {
                MergedObject one = MergedObject.begin(out, GeminiDialect.NAME, request.getExtensionsList());
                one.name("model").value("models/" + model);
                one.name("content").beginObject().name("parts").beginArray();
                out.beginObject().field("text", TextInputs.text(request, i)).endObject();
                out.endArray().endObject();
                one.text("taskType", request.getPurpose());
                if (request.hasDimensions()) {
                    one.name("outputDimensionality").value(request.getDimensions());
                }
                one.end();
            }
            out.endArray().endObject();
        });
    }

    @Override
    public EmbedResponse readResponse(byte[] body) {
        EmbedResponse.Builder response = EmbedResponse.newBuilder();
        try {
            JsonReader in = JsonReader.of(body);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                switch (name) {
                    case "embeddings" -> vectors(in, response);
                    case "usageMetadata" -> usage(in, response);
                    default -> in.skip();
                }
            }
            in.end();
        } catch (JsonException e) {
            throw BadAnswer.malformed(e.getMessage());
        }
        return response.build();
    }

    /** What neither this form nor that of Vertex has words for. */
    static void losses(EmbedRequest request, Drops drops) {
        drops.foreign(request.getExtensionsList(), GeminiDialect.NAME, "");
        if (!request.getEndUser().isEmpty()) {
            drops.add("end_user");
        }
    }

    /** A vector of an answer: an object whose {@code values} are the numbers. */
    private static Embedding vector(JsonReader in) {
        Embedding vector = Embedding.getDefaultInstance();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("values")) {
                vector = Vectors.read(in);
            } else {
                in.skip();
            }
        }
        return vector;
    }

    private static void vectors(JsonReader in, EmbedResponse.Builder response) {
        in.beginArray();
        while (in.nextElement()) {
            response.addEmbeddings(vector(in));
        }
    }

    private static void usage(JsonReader in, EmbedResponse.Builder response) {
        Usage.Builder usage = Usage.newBuilder();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("promptTokenCount")) {
                Lenient.count(in, usage::setInputTokens);
            } else {
                in.skip();
            }
        }
        if (usage.hasInputTokens()) {
            response.setUsage(usage);
        }
    }
}
