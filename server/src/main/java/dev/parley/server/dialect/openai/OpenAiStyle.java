package dev.parley.server.dialect.openai;

/**
 * Where profiles differ in how they answer, and hosts in what they take.
 *
 * @param usageOnFinish whether a stream whose caller gave no {@code stream_options} has usage on its last finish chunk
 *     (DS-42); otherwise it has none
 * @param authErrorType the error type of a refused caller key (GM-03, GM-04)
 * @param lengthField the host's name of the longest answer, {@code max_tokens} or {@code max_completion_tokens}
 * @param choicesMost how many answers a request may ask for
 */
public record OpenAiStyle(boolean usageOnFinish, String authErrorType, String lengthField, int choicesMost) {
    private static final int CHOICES_MOST = 128;

    public static final OpenAiStyle STANDARD =
            new OpenAiStyle(true, "authentication_error", "max_tokens", CHOICES_MOST);
    public static final OpenAiStyle PUTER = new OpenAiStyle(false, "authentication_error", "max_tokens", CHOICES_MOST);
    public static final OpenAiStyle GEMINI = new OpenAiStyle(true, "invalid_request_error", "max_tokens", CHOICES_MOST);

    /** The same with usage on the finish chunk, or not. */
    public OpenAiStyle withUsageOnFinish(boolean on) {
        return new OpenAiStyle(on, authErrorType, lengthField, choicesMost);
    }

    /** The same with another bound of answers. */
    public OpenAiStyle withChoicesMost(int most) {
        return new OpenAiStyle(usageOnFinish, authErrorType, lengthField, most);
    }
}
