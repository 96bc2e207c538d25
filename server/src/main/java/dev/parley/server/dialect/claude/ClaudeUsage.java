package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;

/**
 * The {@code usage} object, both ways. Its input count leaves out what was read from and written to the cache; the
 * contract's includes both (E-USE-1).
 */
final class ClaudeUsage {
    private static final String INPUT = "input_tokens";
    private static final String CACHE_WRITE = "cache_creation_input_tokens";
    private static final String CACHE_READ = "cache_read_input_tokens";
    private static final String OUTPUT = "output_tokens";
    private static final int UNKNOWN = -1;

    private final Extras extras = new Extras();
    private long input = UNKNOWN;
    private long cacheWrite = UNKNOWN;
    private long cacheRead = UNKNOWN;
    private long output = UNKNOWN;

    /**
     * Adds what the object that stands next tells. Counts are totals so far, so of one that is told again the larger
     * holds (E-USE-2).
     */
    void read(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            in.skip();
            return;
        }
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            field(name, in);
        }
    }

    /** The counts so far; unset where none was told. */
    Usage usage() {
        Usage.Builder usage = Usage.newBuilder();
        if (input != UNKNOWN) {
            usage.setInputTokens(input + Math.max(0, cacheWrite) + Math.max(0, cacheRead));
        }
        if (cacheWrite != UNKNOWN) {
            usage.setCacheWriteTokens(cacheWrite);
        }
        if (cacheRead != UNKNOWN) {
            usage.setCacheReadTokens(cacheRead);
        }
        if (output != UNKNOWN) {
            usage.setOutputTokens(output);
        }
        extras.addTo(ClaudeDialect.NAME, usage::addExtensions);
        return usage.build();
    }

    /** Writes the object; counts that clients insist on are 0 where they are not known. */
    static void write(Usage usage, JsonWriter out) {
        MergedObject object = MergedObject.begin(out, ClaudeDialect.NAME, usage.getExtensionsList());
        object.name(INPUT).value(fresh(usage));
        writeOthers(usage, object);
    }

    /** Writes the object once more at the end, without what is not modelled and was said before. */
    static void writeAgain(Usage said, Usage usage, JsonWriter out) {
        MergedObject object = MergedObject.begin(out, ClaudeDialect.NAME, usage.getExtensionsList());
        RawFields now = RawFields.of(usage.getExtensionsList());
        RawFields.of(said.getExtensionsList()).asMap().forEach((name, json) -> {
            if (now.json(name).equals(json)) {
                object.omit(name);
            }
        });
        if (usage.hasInputTokens()) {
            object.name(INPUT).value(fresh(usage));
        }
        writeOthers(usage, object);
    }

    private static long fresh(Usage usage) {
        return Math.max(0, usage.getInputTokens() - usage.getCacheWriteTokens() - usage.getCacheReadTokens());
    }

    private static void writeOthers(Usage usage, MergedObject object) {
        if (usage.hasCacheWriteTokens()) {
            object.name(CACHE_WRITE).value(usage.getCacheWriteTokens());
        }
        if (usage.hasCacheReadTokens()) {
            object.name(CACHE_READ).value(usage.getCacheReadTokens());
        }
        object.name(OUTPUT).value(usage.getOutputTokens());
        object.end();
    }

    private void field(String name, JsonReader in) {
        if (in.isNull()) {
            extras.keep(name, in);
            return;
        }
        switch (name) {
            case INPUT -> Lenient.count(in, count -> input = Math.max(input, count));
            case CACHE_WRITE -> Lenient.count(in, count -> cacheWrite = Math.max(cacheWrite, count));
            case CACHE_READ -> Lenient.count(in, count -> cacheRead = Math.max(cacheRead, count));
            case OUTPUT -> Lenient.count(in, count -> output = Math.max(output, count));
            default -> extras.keep(name, in);
        }
    }
}
