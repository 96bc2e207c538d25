package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;

/**
 * The {@code usage} object, both ways. Of a prompt the cached tokens are part, of an answer the reasoning (E-USE-1).
 */
final class OpenAiUsage {
    private static final String PROMPT_DETAILS = "prompt_tokens_details";
    private static final String ANSWER_DETAILS = "completion_tokens_details";

    private final Usage.Builder usage = Usage.newBuilder();
    private final Extras extras = new Extras();

    private OpenAiUsage() {}

    /** Reads the object that stands next. */
    static Usage read(JsonReader in) {
        OpenAiUsage reader = new OpenAiUsage();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            reader.field(name, in);
        }
        reader.extras.addTo(OpenAiDialect.NAME, reader.usage::addExtensions);
        return reader.usage.build();
    }

    private void field(String name, JsonReader in) {
        switch (name) {
            case "prompt_tokens", "input_tokens" -> Lenient.count(in, usage::setInputTokens);
            case "completion_tokens", "output_tokens" -> Lenient.count(in, usage::setOutputTokens);
            case "total_tokens" -> in.skip();
            case PROMPT_DETAILS, "input_tokens_details" -> details(PROMPT_DETAILS, in);
            case ANSWER_DETAILS, "output_tokens_details" -> details(ANSWER_DETAILS, in);
            case "prompt_cache_hit_tokens" -> {
                extras.keep(name, in);
                Lenient.count(in, usage::setCacheReadTokens);
            }
            default -> extras.keep(name, in);
        }
    }

    private void details(String name, JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            in.skip();
            return;
        }
        Extras inner = new Extras();
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "cached_tokens" -> Lenient.count(in, usage::setCacheReadTokens);
                case "cache_write_tokens" -> Lenient.count(in, usage::setCacheWriteTokens);
                case "reasoning_tokens" -> Lenient.count(in, usage::setReasoningTokens);
                default -> inner.keep(field, in);
            }
        }
        extras.keep(name, inner);
    }

    /** Writes the object; counts that are not known are 0 where clients insist on them. */
    static void write(Usage usage, JsonWriter out) {
        MergedObject object = MergedObject.begin(out, OpenAiDialect.NAME, usage.getExtensionsList());
        object.name("prompt_tokens").value(usage.getInputTokens());
        object.name("completion_tokens").value(usage.getOutputTokens());
        object.name("total_tokens").value(usage.getInputTokens() + usage.getOutputTokens());
        if (usage.hasCacheReadTokens() || usage.hasCacheWriteTokens() || object.hasExtra(PROMPT_DETAILS)) {
            MergedObject details = object.inner(PROMPT_DETAILS);
            count(details, "cached_tokens", usage.hasCacheReadTokens(), usage.getCacheReadTokens());
            count(details, "cache_write_tokens", usage.hasCacheWriteTokens(), usage.getCacheWriteTokens());
            details.end();
        }
        if (usage.hasReasoningTokens() || object.hasExtra(ANSWER_DETAILS)) {
            MergedObject details = object.inner(ANSWER_DETAILS);
            count(details, "reasoning_tokens", usage.hasReasoningTokens(), usage.getReasoningTokens());
            details.end();
        }
        object.end();
    }

    /** Writes the object in the words of image generations, whose prompts are texts unless the host tells more. */
    static void writeOfImages(Usage usage, JsonWriter out) {
        MergedObject object = MergedObject.begin(out, OpenAiDialect.NAME, usage.getExtensionsList());
        object.name("input_tokens").value(usage.getInputTokens());
        MergedObject details = object.inner("input_tokens_details", PROMPT_DETAILS);
        count(details, "text_tokens", !details.hasExtra("text_tokens"), usage.getInputTokens());
        count(details, "image_tokens", !details.hasExtra("image_tokens"), 0);
        details.end();
        object.omit(ANSWER_DETAILS);
        object.name("output_tokens").value(usage.getOutputTokens());
        object.name("total_tokens").value(usage.getInputTokens() + usage.getOutputTokens());
        object.end();
    }

    private static void count(MergedObject object, String name, boolean known, long count) {
        if (known) {
            object.name(name).value(count);
        }
    }
}
