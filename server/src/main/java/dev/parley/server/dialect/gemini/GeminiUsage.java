package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;

/**
 * The {@code usageMetadata} of an answer. Every chunk has it, so what is told last holds. Thoughts are counted beside
 * the answer and prompts of tools beside the prompt; the contract counts both in (E-USE-1).
 */
final class GeminiUsage {
    private static final int UNKNOWN = -1;

    private final Extras extras = new Extras();
    private long prompt = UNKNOWN;
    private long cached = UNKNOWN;
    private long toolPrompt = UNKNOWN;
    private long answer = UNKNOWN;
    private long thoughts = UNKNOWN;

    /** Adds what the object that stands next tells. */
    void read(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            in.skip();
            return;
        }
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "promptTokenCount" -> Lenient.count(in, count -> prompt = count);
                case "cachedContentTokenCount" -> Lenient.count(in, count -> cached = count);
                case "toolUsePromptTokenCount" -> Lenient.count(in, count -> toolPrompt = count);
                case "candidatesTokenCount" -> Lenient.count(in, count -> answer = count);
                case "thoughtsTokenCount" -> Lenient.count(in, count -> thoughts = count);
                case "totalTokenCount" -> in.skip();
                default -> extras.keep(name, in);
            }
        }
    }

    /** The counts so far; unset where none was told. */
    Usage usage() {
        Usage.Builder usage = Usage.newBuilder();
        if (prompt != UNKNOWN) {
            usage.setInputTokens(prompt + Math.max(0, toolPrompt));
        }
        if (cached != UNKNOWN) {
            usage.setCacheReadTokens(cached);
        }
        if (toolPrompt != UNKNOWN) {
            usage.setToolPromptTokens(toolPrompt);
        }
        if (answer != UNKNOWN || thoughts != UNKNOWN) {
            usage.setOutputTokens(Math.max(0, answer) + Math.max(0, thoughts));
        }
        if (thoughts != UNKNOWN) {
            usage.setReasoningTokens(thoughts);
        }
        extras.addTo(GeminiDialect.NAME, usage::addExtensions);
        return usage.build();
    }
}
