package dev.parley.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Embeddings as hosts give them: of the same input always the same vector, of another one another. */
public final class EmbeddingAnswers {
    /** Length of vectors when none is asked for. */
    public static final int DIMENSIONS = 8;

    /** Tokens of each input. */
    public static final int TOKENS = 3;

    private EmbeddingAnswers() {}

    /** The vector of an input; one of tokens is written as in {@code [1, 2]}. */
    public static List<Float> vector(String input, int dimensions) {
        Random random = new Random(input.hashCode());
        return IntStream.range(0, dimensions)
                .mapToObj(i -> random.nextFloat() * 2 - 1)
                .toList();
    }

    /** OpenAI's answer, in the encoding that the request wants. */
    public static Reply openAi(ReceivedRequest request) {
        Node body = Node.parse(request.body());
        boolean packed = body.text("encoding_format").equals("base64");
        List<String> rows = new ArrayList<>();
        for (String input : inputs(body.at("input"))) {
            List<Float> vector = vector(input, dimensions(body.at("dimensions")));
            rows.add("{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}"
                    .formatted(rows.size(), packed ? Json.quote(packed(vector)) : vector));
        }
        return openAi(String.join(",", rows), rows.size() * TOKENS);
    }

    /** OpenAI's answer with these rows of its data. */
    public static Reply openAi(String rows, int tokens) {
        return Reply.json(
                200,
                "{\"object\":\"list\",\"data\":[%s],\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":%d,\"total_tokens\":%d}}"
                        .formatted(rows, tokens, tokens));
    }

    /** The answer of Gemini's public API, which does not tell tokens. */
    public static Reply gemini(ReceivedRequest request) {
        String vectors = Node.parse(request.body()).at("requests").items().stream()
                .map(one -> vector(text(one.at("content")), dimensions(one.at("outputDimensionality"))))
                .map(vector -> "{\"values\":" + vector + '}')
                .collect(Collectors.joining(","));
        return Reply.json(200, "{\"embeddings\":[" + vectors + "]}");
    }

    /** The answer of Vertex AI. */
    public static Reply vertex(ReceivedRequest request) {
        Node body = Node.parse(request.body());
        int dimensions = dimensions(body.at("parameters").at("outputDimensionality"));
        String predictions = body.at("instances").items().stream()
                .map(instance ->
                        "{\"embeddings\":{\"values\":%s,\"statistics\":{\"truncated\":false,\"token_count\":%d}}}"
                                .formatted(vector(instance.text("content"), dimensions), TOKENS))
                .collect(Collectors.joining(","));
        return Reply.json(200, "{\"predictions\":[" + predictions + "]}");
    }

    /** 32-bit floats, low byte first, in Base64. */
    public static String packed(List<Float> vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        vector.forEach(bytes::putFloat);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** The error of a model that makes none, as OpenAI words it. */
    public static Reply notCapable() {
        return Reply.json(
                403,
                "{\"error\":{\"message\":\"You are not allowed to generate embeddings from this model\","
                        + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");
    }

    private static String text(Node content) {
        return content.at("parts").items().stream()
                .map(part -> part.text("text"))
                .collect(Collectors.joining());
    }

    /** A text, texts, tokens, or lists of tokens. */
    private static List<String> inputs(Node input) {
        if (input.value() instanceof List<?> list && !(list.getFirst() instanceof Number)) {
            return list.stream().map(String::valueOf).toList();
        }
        return List.of(String.valueOf(input.value()));
    }

    private static int dimensions(Node asked) {
        return asked.value() instanceof Number number ? number.intValue() : DIMENSIONS;
    }
}
