package dev.parley.testkit;

import java.util.Set;

/** What OpenAI's Responses API refuses, checked on what a gateway sends to it. */
final class ResponsesRules {
    private static final Set<String> PRIVATE = Set.of("x-api-key", "cookie", "x-forwarded-for", "x-gateway-strict");

    /** What both questions take. */
    private static final Set<String> PROMPT = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning",
            "text",
            "truncation",
            "conversation");

    private static final Set<String> ANSWER = Set.of(
            "include",
            "store",
            "stream",
            "stream_options",
            "max_output_tokens",
            "max_tool_calls",
            "temperature",
            "top_p",
            "top_logprobs",
            "metadata",
            "user",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "context_management",
            "client_metadata",
            "access_programs",
            "moderation",
            "image",
            "service_tier");

    private static final String ENCRYPTED = "reasoning.encrypted_content";

    private ResponsesRules() {}

    static void check(ReceivedRequest request) {
        for (String header : PRIVATE) {
            Refusal.unless(request.header(header).isEmpty(), "a caller's header was sent on: " + header);
        }
        if (request.method().equals("POST")) {
            Refusal.unless(
                    request.header("content-type").startsWith("application/json"), "the body is not declared as JSON");
            Node body = Node.parse(request.body());
            if (request.path().endsWith("/responses/input_tokens")) {
                permit(body, PROMPT);
            } else {
                Refusal.unless(request.path().endsWith("/responses"), "unknown path " + request.path());
                answer(body);
            }
            prompt(body);
        }
    }

    private static void answer(Node body) {
        for (Object field : body.fields()) {
            String name = String.valueOf(field);
            Refusal.unless(PROMPT.contains(name) || ANSWER.contains(name), "Unknown parameter: '" + name + "'.");
        }
        boolean stateless = Boolean.FALSE.equals(body.at("store").value());
        body.at("store").require(stateless, "the gateway keeps the state itself (expected: false)");
        boolean stream = Boolean.TRUE.equals(body.at("stream").value());
        body.at("stream_options").require(stream || !body.has("stream_options"), "stream_options without stream");
        range(body, "temperature", 0, 2);
        range(body, "top_p", 0, 1);
        range(body, "top_logprobs", 0, 20);
        range(body, "max_output_tokens", 16, Integer.MAX_VALUE);
        boolean plain = body.text("model").startsWith("gpt-4");
        for (Node word : body.at("include").items()) {
            word.require(
                    !plain || !word.text().equals(ENCRYPTED), "Encrypted content is not supported with this model.");
        }
    }

    private static void prompt(Node body) {
        body.at("model").require(!body.text("model").isEmpty(), "Missing required parameter");
        ResponsesTools.check(body);
        format(body.at("text").at("format"));
        Node input = body.at("input");
        if (input.isList()) {
            ResponsesInput.check(input);
        } else {
            input.require(!input.text().isEmpty(), "Missing required parameter");
        }
    }

    private static void format(Node format) {
        if (format.value() == null) {
            return;
        }
        format.require(
                Set.of("text", "json_object", "json_schema").contains(format.text("type")),
                "Invalid value: '" + format.text("type") + "'");
        if (format.text("type").equals("json_schema")) {
            permit(format, Set.of("type", "name", "description", "schema", "strict"));
            format.at("name").require(!format.text("name").isEmpty(), "Missing required parameter");
            format.at("schema").require(format.at("schema").isObject(), "Missing required parameter");
        }
    }

    private static void range(Node body, String field, double least, double most) {
        if (body.at(field).value() instanceof Number number) {
            body.at(field)
                    .require(
                            number.doubleValue() >= least && number.doubleValue() <= most, "the value is out of range");
        }
    }

    /** Refuses fields that are not among these. */
    static void permit(Node object, Set<String> known) {
        for (Object field : object.fields()) {
            object.at(String.valueOf(field)).require(known.contains(String.valueOf(field)), "Unknown parameter");
        }
    }
}
