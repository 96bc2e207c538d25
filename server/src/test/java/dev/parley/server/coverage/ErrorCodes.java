package dev.parley.server.coverage;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the codes of errors. */
final class ErrorCodes {
    private ErrorCodes() {}

    /** The code of an error in OpenAI's shape, or in Anthropic's, which is told apart by its type. */
    static String of(String body) {
        JsonNode root = Json.read(body);
        JsonNode error = root.path("error");
        return root.path("type").asText().equals("error")
                ? error.path("details")
                        .path("error_code")
                        .asText(error.path("type").asText())
                : error.path("code").asText();
    }
}
