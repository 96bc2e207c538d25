package dev.parley.server.dialect.deepseek;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Started;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.PartFlow;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One answer while its patches come (DS-33). */
final class PatchAnswer {
    private final String id;
    private final PartFlow parts = new PartFlow();
    private final CitedText text;
    private final Voice thinking = new Voice(Voice.Kind.THOUGHT);
    private final Voice content = new Voice(Voice.Kind.TEXT);
    private final List<Voice> fragments = new ArrayList<>();
    private Place last;
    private Voice speaking;
    private @Nullable FinishReason finish;
    private boolean ended;

    PatchAnswer(String id, DeepSeekModel model, SessionFormat.Citations citations) {
        this.id = id;
        this.text = new CitedText(parts, model.searches() ? citations : SessionFormat.Citations.KEEP);
        this.last = model.thinks() ? Place.THINKING : Place.CONTENT;
        this.speaking = model.thinks() ? thinking : content;
    }

    /**
     * Takes what one event tells.
     *
     * @throws dev.parley.server.json.JsonException if a value is not of its place's type
     */
    void add(Patch patch) {
        apply(patch, "");
        if (finish != null) {
            begin();
            text.end();
            parts.end(null, Finish.newBuilder().setReason(finish).build());
            ended = true;
        }
    }

    boolean done() {
        return ended;
    }

    /** Hands over the events since the last time. */
    void drain(Consumer<ChatEvent> out) {
        parts.drain(out);
    }

    /** {@code base} is what the paths of a batch are below. */
    private void apply(Patch patch, String base) {
        if (patch.failure() != null) {
            fail(patch.failure());
        } else if (patch.value() != null) {
            String given = patch.path();
            if (given == null) {
                continued(patch);
            } else {
                String path = Place.normal(base.isEmpty() ? given : base + '/' + Place.normal(given));
                change(Place.of(path), path, patch.operation(), patch.reader());
            }
        }
    }

    /** A change without a path goes on with the last text, or tells of the whole response. */
    private void continued(Patch patch) {
        JsonReader value = patch.reader();
        switch (value.type()) {
            case STRING -> say(speaking, patch.operation(), value.string());
            case OBJECT -> response(value);
            case ARRAY -> change(last == Place.FRAGMENTS ? last : Place.RESPONSE, "", patch.operation(), value);
            case NUMBER, BOOLEAN, NULL -> {}
        }
    }

    private void change(Place place, String path, String operation, JsonReader value) {
        if (operation.equals(Patch.BATCH) || place == Place.RESPONSE && value.type() == JsonReader.Type.ARRAY) {
            batch(path, value);
            return;
        }
        switch (place) {
            case RESPONSE -> response(value);
            case THINKING -> speak(place, thinking, operation, value);
            case CONTENT -> speak(place, content, operation, value);
            case FRAGMENT_CONTENT -> speak(place, fragment(path), operation, value);
            case FRAGMENTS -> fragments(operation, value);
            case SOURCES -> text.sources(value);
            case STATUS -> status(Lenient.text(value));
            case BOOKKEEPING -> value.skip();
        }
    }

    private void batch(String path, JsonReader value) {
        value.beginArray();
        while (value.nextElement()) {
            apply(Patch.read(value), path);
        }
    }

    /** An object tells how the response stands, as far as it tells. */
    private void response(JsonReader value) {
        if (value.type() != JsonReader.Type.OBJECT) {
            value.skip();
            return;
        }
        for (String field = value.beginObject(); field != null; field = value.nextField()) {
            if (field.equals("error") && !value.isNull()) {
                fail(value.raw());
            } else {
                String path = Place.normal(field);
                change(Place.of(path), path, Patch.SET, value);
            }
        }
    }

    private void fragments(String operation, JsonReader value) {
        last = Place.FRAGMENTS;
        if (value.type() != JsonReader.Type.ARRAY) {
            value.skip();
            return;
        }
        int at = operation.equals(Patch.SET) ? 0 : fragments.size();
        value.beginArray();
        while (value.nextElement()) {
            fragment(at++, value);
        }
    }

    private void fragment(int index, JsonReader value) {
        String type = "";
        String said = "";
        for (String field = value.beginObject(); field != null; field = value.nextField()) {
            switch (field) {
                case "type" -> type = Lenient.text(value);
                case "content" -> said = Lenient.text(value);
                default -> value.skip();
            }
        }
        if (index == fragments.size()) {
            fragments.add(new Voice(Voice.Kind.ofFragment(type)));
        }
        speaking = fragments.get(index);
        say(speaking, Patch.SET, said);
    }

    private Voice fragment(String path) {
        int index = Integer.parseInt(path.split("/", -1)[1]);
        int real = index < 0 ? fragments.size() + index : index;
        if (real < 0 || real >= fragments.size()) {
            throw BadAnswer.malformed("there is no fragment %d.".formatted(index));
        }
        return fragments.get(real);
    }

    private void speak(Place place, Voice voice, String operation, JsonReader value) {
        last = place;
        speaking = voice;
        if (value.type() == JsonReader.Type.STRING) {
            say(voice, operation, value.string());
        } else {
            value.skip();
        }
    }

    private void say(Voice voice, String operation, String piece) {
        String news = voice.change(operation, piece);
        if (news.isEmpty() || voice.kind() == Voice.Kind.OTHER) {
            return;
        }
        begin();
        if (voice.kind() == Voice.Kind.TEXT) {
            text.add(news);
        } else {
            text.end();
            parts.thought(news);
        }
    }

    private void status(String status) {
        switch (status) {
            case "FINISHED" -> finish = FinishReason.FINISH_REASON_STOP;
            case "CONTENT_FILTER" -> finish = FinishReason.FINISH_REASON_CONTENT_FILTER;
            case "FAILED", "ERROR" -> throw BadAnswer.broken(status);
            default -> {}
        }
    }

    private void fail(String json) {
        ChatException failure = SessionFault.inAnswer(json.getBytes(UTF_8));
        if (failure.code() != ErrorCode.ERROR_CODE_CONTENT_BLOCKED) {
            throw failure;
        }
        finish = FinishReason.FINISH_REASON_CONTENT_FILTER;
    }

    private void begin() {
        parts.start(Started.newBuilder().setId(id).build());
    }
}
