package dev.parley.server.dialect.openai;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.embedding.v1.Input;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.IncomingEmbedding;
import dev.parley.server.dialect.SouthEmbeddings;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;

/** OpenAI's embeddings, facing callers and facing hosts. */
public final class OpenAiEmbeddings implements SouthEmbeddings {
    /**
     * What a caller asks.
     *
     * @throws dev.parley.server.error.ChatException INVALID_REQUEST naming the field at fault
     */
    public static IncomingEmbedding readRequest(byte[] body) {
        return EmbeddingRequestReader.read(body);
    }

    /**
     * No form of the vectors is asked for: a host gives the numbers it would give anyway, which lose nothing, and hosts
     * that know no other form do not refuse the word for one.
     */
    @Override
    public byte[] writeRequest(EmbedRequest request, String model, Drops drops) {
        drops.foreign(request.getExtensionsList(), OpenAiDialect.NAME, "");
        if (!request.getPurpose().isEmpty()) {
            drops.add("purpose");
        }
        return JsonWriter.document(out -> {
            MergedObject body = MergedObject.begin(out, OpenAiDialect.NAME, request.getExtensionsList());
            body.name("model").value(model);
            inputs(request, body.name("input"));
            if (request.hasDimensions()) {
                body.name("dimensions").value(request.getDimensions());
            }
            body.text("user", request.getEndUser());
            body.end();
        });
    }

    @Override
    public EmbedResponse readResponse(byte[] body) {
        return EmbeddingResponseReader.read(body);
    }

    private static void inputs(EmbedRequest request, JsonWriter out) {
        out.beginArray();
        for (Input input : request.getInputsList()) {
            if (input.hasTokens()) {
                out.beginArray();
                input.getTokens().getIdsList().forEach(id -> out.value((long) id));
                out.endArray();
            } else {
                out.value(input.getText());
            }
        }
        out.endArray();
    }
}
