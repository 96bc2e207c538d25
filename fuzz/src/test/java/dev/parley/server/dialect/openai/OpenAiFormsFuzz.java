package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.embedding.v1.EmbedRequest;
import dev.parley.embedding.v1.EmbedResponse;
import dev.parley.fuzz.FuzzTarget;
import dev.parley.fuzz.Laws;
import dev.parley.fuzz.Seeds;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.IncomingEmbedding;
import dev.parley.server.dialect.SouthEmbeddings;
import dev.parley.server.dialect.gemini.GeminiEmbeddings;
import dev.parley.server.dialect.gemini.VertexEmbeddings;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Requests for vectors and for pictures, and hosts' vectors. */
public final class OpenAiFormsFuzz {
    private static final List<SouthEmbeddings> HOSTS =
            List.of(new OpenAiEmbeddings(), new GeminiEmbeddings(), new VertexEmbeddings());
    private static final IncomingEmbedding ASKED = OpenAiEmbeddings.readRequest(
            "{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"base64\"}".getBytes(UTF_8));

    private OpenAiFormsFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget(
                        "openai-embedding-request",
                        Seeds.texts(
                                "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"dimensions\":8,\"encoding_format\":\"base64\",\"user\":\"u\"}",
                                "{\"model\":\"m\",\"input\":[[1,2],[3]],\"more\":{}}",
                                "{\"model\":\"m\",\"input\":\"a\"}"),
                        OpenAiFormsFuzz::embeddingRequest),
                new FuzzTarget(
                        "embedding-answer",
                        Seeds.texts(
                                "{\"data\":[{\"index\":1,\"embedding\":[0.5,-1e3]},{\"index\":0,\"embedding\":\"AACAPw==\"}],"
                                        + "\"usage\":{\"prompt_tokens\":3}}",
                                "{\"embeddings\":[{\"values\":[1,2]}],\"usageMetadata\":{\"promptTokenCount\":2}}",
                                "{\"predictions\":[{\"embeddings\":{\"values\":[1],\"statistics\":{\"token_count\":2}}}]}"),
                        OpenAiFormsFuzz::embeddingAnswer),
                new FuzzTarget(
                        "openai-image-request",
                        Seeds.texts(
                                "{\"prompt\":\"a cat\",\"n\":2,\"size\":\"1024x1536\",\"quality\":\"high\",\"response_format\":\"b64_json\"}",
                                "{\"model\":\"m\",\"prompt\":\"p\",\"size\":\"auto\",\"user\":\"u\",\"background\":\"transparent\"}"),
                        input -> Laws.fromCaller(() -> OpenAiImages.read(input))));
    }

    private static void embeddingRequest(byte[] input) throws Exception {
        IncomingEmbedding read = Laws.fromCaller(() -> OpenAiEmbeddings.readRequest(input));
        EmbedRequest request = read == null ? EmbedRequest.getDefaultInstance() : read.request();
        for (SouthEmbeddings host : HOSTS) {
            byte[] body = Laws.fromCaller(() -> host.writeRequest(request, "m", new Drops()));
            if (body != null) {
                Laws.isJson(body);
            }
        }
    }

    private static void embeddingAnswer(byte[] input) throws Exception {
        for (SouthEmbeddings host : HOSTS) {
            EmbedResponse read = Laws.fromHost(() -> host.readResponse(input));
            if (read != null) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ASKED.answer().write(read, out);
                Laws.isJson(out.toByteArray());
            }
        }
    }
}
