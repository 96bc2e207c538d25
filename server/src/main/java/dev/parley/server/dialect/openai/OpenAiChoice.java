package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.TextFrame;
import dev.parley.server.dialect.codec.UpstreamErrors;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One choice of a chunk or of a whole reply. */
final class OpenAiChoice {
    private final Extras extras = new Extras();
    private int index;
    private String finish = "";
    private String nativeFinish = "";
    private String logprobs = "";
    private @Nullable OpenAiDelta delta;
    private @Nullable OpenAiDelta message;
    private @Nullable Usage usage;

    private OpenAiChoice(int index) {
        this.index = index;
    }

    /** Reads the list that stands next; choices without an index are numbered. Null is an empty list. */
    static List<OpenAiChoice> list(JsonReader in) {
        List<OpenAiChoice> choices = new ArrayList<>(1);
        if (in.isNull()) {
            return choices;
        }
        in.beginArray();
        while (in.nextElement()) {
            choices.add(read(in, choices.size()));
        }
        return choices;
    }

    private static OpenAiChoice read(JsonReader in, int position) {
        OpenAiChoice choice = new OpenAiChoice(position);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            choice.field(name, in);
        }
        return choice;
    }

    private void field(String name, JsonReader in) {
        switch (name) {
            case "index" -> index = Math.max(Lenient.index(in, index), 0);
            case "delta" -> delta = delta(in, false);
            case "message" -> message = delta(in, true);
            case "finish_reason" -> finish = Lenient.text(in);
            case "native_finish_reason" -> nativeFinish = Lenient.text(in);
            case "logprobs" -> logprobs = in.isNull() ? "" : in.raw();
            case "usage" -> usage = in.isNull() ? null : OpenAiUsage.read(in);
            case "error" -> {
                if (!in.isNull()) {
                    throw UpstreamErrors.inAnswer(("{\"error\":" + in.raw() + '}').getBytes(UTF_8));
                }
            }
            default -> extras.keep(name, in);
        }
    }

    private static @Nullable OpenAiDelta delta(JsonReader in, boolean whole) {
        return in.isNull() ? null : OpenAiDelta.read(in, whole);
    }

    /**
     * The frame that this was read from, the only choice of it, if one that differs in the text alone means the same
     * but for the text: what else it says may be said twice.
     */
    @Nullable
    TextFrame textFrame(byte[] json) {
        return delta == null || message != null || !logprobs.isEmpty() ? null : delta.textFrame(json);
    }

    int index() {
        return index;
    }

    @Nullable
    OpenAiDelta delta() {
        return delta;
    }

    @Nullable
    OpenAiDelta message() {
        return message;
    }

    /** The host's word; empty if the choice goes on. */
    String finish() {
        return finish;
    }

    String nativeFinish() {
        return nativeFinish;
    }

    /** A JSON object; empty for none. */
    String logprobs() {
        return logprobs;
    }

    /** Where some hosts have it. */
    @Nullable
    Usage usage() {
        return usage;
    }

    /** Fields that are not modelled. */
    Extras extras() {
        return extras;
    }
}
