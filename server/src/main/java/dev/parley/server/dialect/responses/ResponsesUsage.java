package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;

/** The {@code usage} object. Of a prompt the cached tokens are part, of an answer the reasoning (E-USE-1). */
final class ResponsesUsage {
    private ResponsesUsage() {}

    /** Writes the object; counts that are not known are 0, as clients insist on all of them. */
    static void write(Usage usage, JsonWriter out) {
        MergedObject object = MergedObject.begin(out, ResponsesDialect.NAME, usage.getExtensionsList());
        object.name("input_tokens").value(usage.getInputTokens());
        MergedObject input = object.inner("input_tokens_details");
        input.name("cached_tokens").value(usage.getCacheReadTokens());
        input.name("cache_write_tokens").value(usage.getCacheWriteTokens());
        input.end();
        object.name("output_tokens").value(usage.getOutputTokens());
        MergedObject output = object.inner("output_tokens_details");
        output.name("reasoning_tokens").value(usage.getReasoningTokens());
        output.end();
        object.name("total_tokens").value(usage.getInputTokens() + usage.getOutputTokens());
        object.end();
    }
}
