package dev.parley.testkit;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Google's generateContent API refuses, in its words, checked on what a gateway sends to it. */
final class GeminiRules {
    private static final Set<String> PRIVATE =
            Set.of("cookie", "x-api-key", "x-forwarded-for", "x-gateway-strict", "anthropic-version");

    /** The public API, and Vertex by its longer path. */
    private static final Pattern PATH =
            Pattern.compile("/v1(?:beta1?)?/(?:(?:projects/[^/]+/locations/[^/]+/)?publishers/google/)?models"
                    + "(?:/([^:/?]+)(?::(\\w+))?)?(?:\\?(.*))?");

    private static final Set<String> FIELDS = Set.of(
            "cachedContent",
            "contents",
            "generationConfig",
            "labels",
            "model",
            "safetySettings",
            "systemInstruction",
            "toolConfig",
            "tools");

    private GeminiRules() {}

    static void check(ReceivedRequest request) {
        headers(request);
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw new Refusal(404, "NOT_FOUND", "The requested URL was not found on this server.");
        }
        if (request.method().equals("POST")) {
            Node body = Node.parse(request.body());
            body.require(body.isObject(), "expected an object");
            switch (path.group(2) == null ? "" : path.group(2)) {
                case "generateContent" -> prompt(body, path.group(1));
                case "streamGenerateContent" -> streamed(body, path.group(1));
                case "batchEmbedContents" -> EmbeddingRules.gemini(body, path.group(1));
                case "predict" -> EmbeddingRules.vertex(body, path.group(1));
                case "countTokens" -> count(body, path.group(1));
                default -> throw new Refusal(404, "NOT_FOUND", "Method not found.");
            }
        }
    }

    private static void headers(ReceivedRequest request) {
        for (String header : PRIVATE) {
            if (!request.header(header).isEmpty()) {
                throw new AssertionError("a caller's header was sent on: " + header);
            }
        }
        if (request.path().contains("key=")) {
            throw new AssertionError("the key stands in the URL, where logs see it");
        }
        boolean key = !request.header("x-goog-api-key").isEmpty();
        if (!key && request.header("authorization").isEmpty()) {
            throw new Refusal(403, "PERMISSION_DENIED", """
                    Method doesn't allow unregistered callers (callers without established identity). Please use API Key \
                    or other form of API consumer identity to call this API.""");
        }
        boolean json = request.header("content-type").startsWith("application/json");
        Refusal.unless(json || !request.method().equals("POST"), "content-type: must be application/json");
    }

    private static void streamed(Node body, String model) {
        prompt(body, model);
        Node count = body.at("generationConfig").at("candidateCount");
        count.require(count.value() == null || count.value().equals(1), "must be 1 in streaming");
    }

    /** Either the prompt, or the whole request of which it counts. */
    private static void count(Node body, String model) {
        Node whole = body.at("generateContentRequest");
        if (whole.value() == null) {
            prompt(body, model);
            return;
        }
        body.permit(Set.of("generateContentRequest"));
        whole.at("model").require(whole.text("model").equals("models/" + model), "must be that of the URL");
        prompt(whole, model);
    }

    private static void prompt(Node body, String model) {
        body.permit(FIELDS);
        Refusal.unless(
                !body.at("contents").items().isEmpty(), "* GenerateContentRequest.contents: contents is not specified");
        GeminiContents.check(body, model);
        GeminiTools.check(body);
        GeminiConfig.check(body, model);
    }
}
