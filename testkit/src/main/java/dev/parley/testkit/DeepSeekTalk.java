package dev.parley.testkit;

/** What the fake models say where a test does not: of each kind of answer one. */
final class DeepSeekTalk {
    private static final String THOUGHT = "The user wants an answer.";

    private DeepSeekTalk() {}

    static Answer answer(DeepSeekPrompt prompt) {
        return prompt.tool()
                .map(tool -> Answer.calls(new Answer.Call("", tool, arguments(prompt))))
                .orElseGet(() -> Answer.text(prompt.searches() ? "The news are good[citation:1]." : "Hello there"))
                .after(THOUGHT);
    }

    private static String arguments(DeepSeekPrompt prompt) {
        return prompt.text().contains("\"city\"") ? "{\"city\":\"beijing\"}" : "{}";
    }
}
