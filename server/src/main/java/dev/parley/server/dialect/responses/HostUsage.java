package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;

/** The {@code usage} of a host. Of a prompt the cached tokens are part, of an answer the reasoning (E-USE-1). */
final class HostUsage {
    private final Usage.Builder usage = Usage.newBuilder();
    private final Extras extras = new Extras();

    private HostUsage() {}

    /** Reads the object that stands next. */
    static Usage read(JsonReader in) {
        HostUsage reader = new HostUsage();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            reader.field(name, in);
        }
        reader.extras.addTo(ResponsesDialect.NAME, reader.usage::addExtensions);
        return reader.usage.build();
    }

    private void field(String name, JsonReader in) {
        switch (name) {
            case "input_tokens" -> Lenient.count(in, usage::setInputTokens);
            case "output_tokens" -> Lenient.count(in, usage::setOutputTokens);
            case "total_tokens" -> in.skip();
            case "input_tokens_details", "output_tokens_details" -> details(name, in);
            default -> extras.keep(name, in);
        }
    }

    private void details(String name, JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            in.skip();
            return;
        }
        Extras others = new Extras();
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "cached_tokens" -> Lenient.count(in, usage::setCacheReadTokens);
                case "cache_write_tokens" -> Lenient.count(in, usage::setCacheWriteTokens);
                case "reasoning_tokens" -> Lenient.count(in, usage::setReasoningTokens);
                default -> others.keep(field, in);
            }
        }
        extras.keep(name, others);
    }
}
