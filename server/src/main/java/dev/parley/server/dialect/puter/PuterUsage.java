package dev.parley.server.dialect.puter;

import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Usage under all the names that Puter's drivers pass on: an object of counts, or a list of {@code {type, amount}} that
 * is summed by type (PUT-26).
 */
final class PuterUsage {
    /** What is counted, and every name of it. */
    private enum Count {
        INPUT("prompt_tokens", "input_tokens", "prompt", "input"),
        OUTPUT("completion_tokens", "output_tokens", "completion", "output"),
        CACHED("cached_tokens", "prompt_cache_hit_tokens"),
        REASONING("reasoning_tokens"),
        /** Claude's, which its input tokens do not include (E-USE-1). */
        CACHE_READ("cache_read_input_tokens"),
        CACHE_WRITE("cache_creation_input_tokens");

        private final List<String> names;

        Count(String... names) {
            this.names = List.of(names);
        }

        static @Nullable Count named(String name) {
            for (Count count : values()) {
                if (count.names.contains(name)) {
                    return count;
                }
            }
            return null;
        }
    }

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Extras extras = new Extras();

    private PuterUsage() {}

    /** Reads the value that stands next. Null if it counts nothing. */
    static @Nullable Usage read(JsonReader in) {
        PuterUsage reader = new PuterUsage();
        switch (in.type()) {
            case OBJECT -> reader.object(in);
            case ARRAY -> reader.list(in);
            case STRING, NUMBER, BOOLEAN, NULL -> in.skip();
        }
        return reader.counts.isEmpty() ? null : reader.usage();
    }

    private void object(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            Count count = Count.named(name);
            if (count != null) {
                Lenient.count(in, amount -> counts.put(count, amount));
            } else if (name.endsWith("_details") && in.type() == JsonReader.Type.OBJECT) {
                details(in);
            } else if (name.equals("total_tokens")) {
                in.skip();
            } else {
                extras.keep(name, in);
            }
        }
    }

    private void details(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            Count count = Count.named(name);
            if (count == Count.CACHED || count == Count.REASONING) {
                Lenient.count(in, amount -> counts.put(count, amount));
            } else {
                in.skip();
            }
        }
    }

    private void list(JsonReader in) {
        in.beginArray();
        while (in.nextElement()) {
            if (in.type() == JsonReader.Type.OBJECT) {
                item(in);
            } else {
                in.skip();
            }
        }
    }

    private void item(JsonReader in) {
        String type = "";
        long[] amount = {0};
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "type" -> type = Lenient.text(in);
                case "amount" -> Lenient.count(in, value -> amount[0] = value);
                default -> in.skip();
            }
        }
        Count count = Count.named(type);
        if (count != null) {
            counts.merge(count, amount[0], Long::sum);
        }
    }

    private Usage usage() {
        Usage.Builder usage = Usage.newBuilder();
        long cached = counts.getOrDefault(Count.CACHE_READ, 0L) + counts.getOrDefault(Count.CACHE_WRITE, 0L);
        set(Count.INPUT, input -> usage.setInputTokens(input + cached));
        set(Count.OUTPUT, usage::setOutputTokens);
        set(Count.CACHED, usage::setCacheReadTokens);
        set(Count.CACHE_READ, usage::setCacheReadTokens);
        set(Count.CACHE_WRITE, usage::setCacheWriteTokens);
        set(Count.REASONING, usage::setReasoningTokens);
        extras.addTo(PuterDialect.NAME, usage::addExtensions);
        return usage.build();
    }

    private void set(Count count, LongConsumer target) {
        Long amount = counts.get(count);
        if (amount != null) {
            target.accept(amount);
        }
    }
}
