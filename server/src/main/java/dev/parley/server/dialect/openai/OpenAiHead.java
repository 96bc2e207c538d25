package dev.parley.server.dialect.openai;

import com.google.protobuf.Timestamp;
import dev.parley.chat.v1.Started;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of itself: id, model, time, and fields that are not modelled, such as {@code system_fingerprint}.
 * Collected from the chunks up to the first one that has a choice; what later chunks say anew has no place in the
 * contract.
 */
final class OpenAiHead {
    private final Started.Builder head = Started.newBuilder();
    private final Extras extras = new Extras();
    private Extras pending = new Extras();
    private @Nullable Started started;

    /** Takes one field of a chunk, whose value stands next. */
    void read(String name, JsonReader in) {
        if (started != null) {
            in.skip();
            return;
        }
        switch (name) {
            case "id" -> head.setId(orElse(Lenient.text(in), head.getId()));
            case "model" -> head.setModel(orElse(Lenient.text(in), head.getModel()));
            case "created" -> Lenient.count(in, this::created);
            case "object", "obfuscation" -> in.skip();
            default -> pending.keep(name, in);
        }
    }

    /** The chunk has ended; what only some other JSON said, such as a ping, is forgotten. */
    void end(boolean chunk) {
        if (chunk && started == null) {
            extras.keepAll(pending);
        }
        pending = new Extras();
    }

    /** The head; nothing is taken any more. */
    Started started() {
        if (started == null) {
            extras.addTo(OpenAiDialect.NAME, head::addExtensions);
            started = head.build();
        }
        return started;
    }

    private void created(long seconds) {
        if (seconds > 0) {
            head.setCreateTime(Timestamp.newBuilder().setSeconds(seconds));
        }
    }

    private static String orElse(String given, String before) {
        return given.isEmpty() ? before : given;
    }
}
