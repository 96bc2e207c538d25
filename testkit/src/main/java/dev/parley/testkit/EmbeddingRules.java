package dev.parley.testkit;

import java.util.List;
import java.util.Set;

/** What hosts refuse of requests for embeddings, in their words. */
final class EmbeddingRules {
    private static final int OPENAI_MOST = 2048;
    private static final int GEMINI_MOST = 100;
    private static final int VERTEX_MOST = 250;

    private static final Set<String> FORMS = Set.of("float", "base64");

    private static final Set<String> PURPOSES = Set.of(
            "RETRIEVAL_QUERY",
            "RETRIEVAL_DOCUMENT",
            "SEMANTIC_SIMILARITY",
            "CLASSIFICATION",
            "CLUSTERING",
            "QUESTION_ANSWERING",
            "FACT_VERIFICATION",
            "CODE_RETRIEVAL_QUERY");

    private EmbeddingRules() {}

    /** OpenAI's {@code embeddings}. */
    static void openAi(Node body) {
        body.at("model").require(!body.text("model").isEmpty(), "you must provide a model parameter");
        input(body.at("input"));
        dimensions(body.at("dimensions"));
        body.at("encoding_format")
                .require(
                        !body.has("encoding_format") || FORMS.contains(body.text("encoding_format")),
                        "expected 'float' or 'base64'");
    }

    /** Gemini's {@code batchEmbedContents}. */
    static void gemini(Node body, String model) {
        body.permit(Set.of("requests"));
        List<Node> requests = body.at("requests").items();
        body.at("requests").require(!requests.isEmpty(), "at least one request is required");
        body.at("requests").require(requests.size() <= GEMINI_MOST, "at most 100 requests can be in one batch");
        for (Node request : requests) {
            request.permit(Set.of("model", "content", "taskType", "title", "outputDimensionality"));
            request.at("model").require(request.text("model").equals("models/" + model), "must be that of the URL");
            request.at("content").permit(Set.of("parts", "role"));
            List<Node> parts = request.at("content").at("parts").items();
            request.at("content")
                    .require(!parts.isEmpty() && !parts.getFirst().text("text").isEmpty(), "content is empty");
            purpose(request.at("taskType"));
            dimensions(request.at("outputDimensionality"));
        }
    }

    /** Vertex AI's {@code predict} of an embedding model. */
    static void vertex(Node body, String model) {
        body.permit(Set.of("instances", "parameters"));
        List<Node> instances = body.at("instances").items();
        int most = model.startsWith("gemini-") ? 1 : VERTEX_MOST;
        body.at("instances").require(!instances.isEmpty() && instances.size() <= most, "expected 1 to " + most);
        for (Node instance : instances) {
            instance.permit(Set.of("content", "task_type", "title"));
            instance.at("content").require(!instance.text("content").isEmpty(), "The text content is empty");
            purpose(instance.at("task_type"));
        }
        body.at("parameters").permit(Set.of("autoTruncate", "outputDimensionality"));
        dimensions(body.at("parameters").at("outputDimensionality"));
    }

    private static void input(Node input) {
        if (!(input.value() instanceof List<?> list)) {
            input.require(!input.text().isEmpty(), "'$.input' is invalid");
            return;
        }
        input.require(!list.isEmpty() && list.size() <= OPENAI_MOST, "'$.input' is invalid");
        if (list.getFirst() instanceof Number) {
            tokens(input, list);
            return;
        }
        for (Node one : input.items()) {
            if (one.value() instanceof List<?> tokens) {
                tokens(one, tokens);
            } else {
                one.require(!one.text().isEmpty(), "'$.input' is invalid");
            }
        }
    }

    private static void tokens(Node place, List<?> tokens) {
        place.require(
                !tokens.isEmpty() && tokens.stream().allMatch(token -> token instanceof Integer id && id >= 0),
                "'$.input' is invalid");
    }

    private static void purpose(Node word) {
        word.require(word.value() == null || PURPOSES.contains(word.text()), "Invalid value for the task type");
    }

    private static void dimensions(Node count) {
        count.require(
                count.value() == null || count.value() instanceof Integer number && number >= 1,
                "expected a number of dimensions");
    }
}
