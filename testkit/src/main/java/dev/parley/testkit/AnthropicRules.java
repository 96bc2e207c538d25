package dev.parley.testkit;

import java.util.Set;

/** What the Messages API refuses, in its words, checked on what a gateway sends to it. */
final class AnthropicRules {
    private static final Set<String> PRIVATE = Set.of("authorization", "cookie", "x-forwarded-for", "x-gateway-strict");

    /** What a prompt is made of: all that count_tokens takes. */
    private static final Set<String> PROMPT = Set.of(
            "cache_control",
            "messages",
            "model",
            "output_config",
            "speed",
            "system",
            "thinking",
            "tool_choice",
            "tools");

    /** What only a call for an answer takes. */
    private static final Set<String> ANSWER = Set.of(
            "container",
            "diagnostics",
            "inference_geo",
            "max_tokens",
            "metadata",
            "service_tier",
            "stop_sequences",
            "stream",
            "temperature",
            "top_k",
            "top_p");

    /** What is unknown without an anthropic-beta header. */
    private static final Set<String> BETA = Set.of(
            "betas",
            "billing_policy",
            "compaction",
            "context_management",
            "fallback_credit_token",
            "fallbacks",
            "mcp_servers",
            "output_format",
            "thread");

    private AnthropicRules() {}

    static void check(ReceivedRequest request) {
        headers(request);
        if (request.method().equals("GET")) {
            return;
        }
        Node body = Node.parse(request.body());
        switch (request.path().split("\\?", 2)[0]) {
            case "/v1/messages" -> answer(body, request);
            case "/v1/messages/count_tokens" -> prompt(body, request, PROMPT);
            default -> throw new Refusal(404, "not_found_error", "Not found");
        }
    }

    private static void headers(ReceivedRequest request) {
        for (String header : PRIVATE) {
            if (!request.header(header).isEmpty()) {
                throw new AssertionError("a caller's header was sent on: " + header);
            }
        }
        if (request.header("x-api-key").isEmpty()) {
            throw new Refusal(401, "authentication_error", "x-api-key header is required");
        }
        Refusal.unless(!request.header("anthropic-version").isEmpty(), "anthropic-version: header is required");
        if (request.method().equals("POST")) {
            Refusal.unless(
                    request.header("content-type").startsWith("application/json"),
                    "content-type: must be application/json");
        }
    }

    private static void answer(Node body, ReceivedRequest request) {
        prompt(body, request, union(PROMPT, ANSWER));
        body.at("max_tokens").require(body.has("max_tokens"), "Field required");
        AnthropicSampling.check(body);
    }

    private static void prompt(Node body, ReceivedRequest request, Set<String> known) {
        Refusal.unless(body.isObject(), "The request body is not valid JSON: expected an object");
        body.permit(request.header("anthropic-beta").isEmpty() ? known : union(known, BETA));
        for (String field : Set.of("model", "messages")) {
            body.at(field).require(body.has(field), "Field required");
        }
        Refusal.unless(!body.text("model").isEmpty(), "model: String should have at least 1 character");
        AnthropicTools.check(body);
        AnthropicMessages.check(body);
        AnthropicCacheMarks.check(body);
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new java.util.HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
