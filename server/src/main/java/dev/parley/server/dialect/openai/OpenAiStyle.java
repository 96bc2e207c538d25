package dev.parley.server.dialect.openai;

/**
 * Where profiles differ in how they answer, and hosts in what they take.
 *
 * @param usageOnFinish whether a stream whose caller gave no {@code stream_options} has usage on its last finish chunk
 *     (DS-42); otherwise it has none
 * @param authErrorType the error type of a refused caller key (GM-03, GM-04)
 * @param lengthField the host's name of the longest answer, {@code max_tokens} or {@code max_completion_tokens}
 * @param choicesMost how many answers a request may ask for
 * @param nullFields whether a whole answer holds {@code refusal} and {@code logprobs} as null when there are none
 * @param looseMessages whether a message without a role, or a mere text, is taken as the user's (PUT-24)
 */
public record OpenAiStyle(
        boolean usageOnFinish,
        String authErrorType,
        String lengthField,
        int choicesMost,
        boolean nullFields,
        boolean looseMessages) {
    private static final int CHOICES_MOST = 128;

    public static final OpenAiStyle STANDARD =
            new OpenAiStyle(true, "authentication_error", "max_tokens", CHOICES_MOST, true, false);
    /** The same with usage on the finish chunk, or not. */
    public OpenAiStyle withUsageOnFinish(boolean on) {
        return new OpenAiStyle(on, authErrorType, lengthField, choicesMost, nullFields, looseMessages);
    }

    /** The same with another type for the refusal of a caller key. */
    public OpenAiStyle withAuthErrorType(String type) {
        return new OpenAiStyle(usageOnFinish, type, lengthField, choicesMost, nullFields, looseMessages);
    }

    /** The same with another bound of answers. */
    public OpenAiStyle withChoicesMost(int most) {
        return new OpenAiStyle(usageOnFinish, authErrorType, lengthField, most, nullFields, looseMessages);
    }

    /** The same with null fields, or without. */
    public OpenAiStyle withNullFields(boolean on) {
        return new OpenAiStyle(usageOnFinish, authErrorType, lengthField, choicesMost, on, looseMessages);
    }

    /** The same with loose messages, or without. */
    public OpenAiStyle withLooseMessages(boolean on) {
        return new OpenAiStyle(usageOnFinish, authErrorType, lengthField, choicesMost, nullFields, on);
    }
}
