package dev.parley.server.dialect.claude;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.parley.chat.v1.CacheHint;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code cache_control} of a block or tool, both ways. One that is not modelled goes to the extras whole. */
final class CacheControl {
    static final String NAME = "cache_control";

    private static final String SHORT = "5m";
    private static final String LONG = "1h";
    private static final Map<String, Duration> TTLS =
            Map.of(SHORT, Durations.fromMinutes(5), LONG, Durations.fromHours(1));

    private CacheControl() {}

    /** Reads the object that stands next; null if it went to the extras. */
    static @Nullable CacheHint read(JsonReader in, Extras extras) {
        String json = in.raw();
        CacheHint hint = json.startsWith("{") ? hint(RawFields.of(json)) : null;
        if (hint == null) {
            extras.keepRaw(NAME, json);
        }
        return hint;
    }

    static void write(CacheHint hint, MergedObject block, JsonWriter out) {
        block.name(NAME);
        out.beginObject().field("type", "ephemeral");
        if (hint.hasTtl()) {
            out.field("ttl", word(hint.getTtl()));
        }
        out.endObject();
    }

    /** Whether the provider keeps the prefix just as long as the hint says. */
    static boolean exact(CacheHint hint) {
        return !hint.hasTtl() || TTLS.containsValue(hint.getTtl());
    }

    private static String word(Duration ttl) {
        return Durations.compare(ttl, Durations.fromMinutes(5)) <= 0 ? SHORT : LONG;
    }

    private static @Nullable CacheHint hint(RawFields fields) {
        String type = fields.takeText("type");
        String ttl = fields.takeText("ttl");
        boolean modelled = type.equals("ephemeral") && (ttl.isEmpty() || TTLS.containsKey(ttl)) && fields.isEmpty();
        if (!modelled) {
            return null;
        }
        Duration time = TTLS.get(ttl);
        return time == null
                ? CacheHint.getDefaultInstance()
                : CacheHint.newBuilder().setTtl(time).build();
    }
}
