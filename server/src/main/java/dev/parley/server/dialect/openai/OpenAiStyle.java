package dev.parley.server.dialect.openai;

/**
 * Where profiles differ in how they answer.
 *
 * @param usageOnFinish whether a stream whose caller gave no {@code stream_options} has usage on its last finish chunk
 *     (DS-42); otherwise it has none
 * @param authErrorType the error type of a refused caller key (GM-03, GM-04)
 */
public record OpenAiStyle(boolean usageOnFinish, String authErrorType) {
    public static final OpenAiStyle STANDARD = new OpenAiStyle(true, "authentication_error");
    public static final OpenAiStyle PUTER = new OpenAiStyle(false, "authentication_error");
    public static final OpenAiStyle GEMINI = new OpenAiStyle(true, "invalid_request_error");
}
