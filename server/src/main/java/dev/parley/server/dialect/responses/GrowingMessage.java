package dev.parley.server.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.json.ByteSink;
import dev.parley.server.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** A message: texts and refusals one after another. */
final class GrowingMessage extends GrowingItem {
    private static final String NO_LOGPROBS = ",\"logprobs\":[]";

    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder logprobs = new StringBuilder();
    private Part.Builder part = Part.newBuilder();
    private int annotations;
    private EventFrames.Delta delta = EventFrames.delta(StreamEvent.TEXT_DELTA, "", "");

    GrowingMessage(Place place) {
        super(place);
    }

    @Override
    void start(Part begun, ByteSink out) {
        if (parts.isEmpty()) {
            added(begun, out);
        }
        part = begun.toBuilder();
        text.setLength(0);
        logprobs.setLength(0);
        annotations = 0;
        place.frames().write(StreamEvent.CONTENT_ADDED, fields() + ",\"part\":" + json(emptied(begun)), out);
        delta = begun.hasRefusal()
                ? EventFrames.delta(StreamEvent.REFUSAL_DELTA, fields(), "")
                : EventFrames.delta(StreamEvent.TEXT_DELTA, fields(), NO_LOGPROBS);
        say(begun.hasRefusal() ? begun.getRefusal().getText() : begun.getText().getText(), "", out);
    }

    @Override
    boolean continuedBy(Part next) {
        return item().continuedBy(next);
    }

    @Override
    void grow(PartDelta more, ByteSink out) {
        if (more.hasCitation()) {
            cite(more.getCitation(), out);
        } else {
            say(more.getText(), more.getLogprobsJson(), out);
        }
    }

    @Override
    void end(List<Extension> extensions, ByteSink out) {
        boolean refusal = part.hasRefusal();
        if (refusal) {
            part.getRefusalBuilder().setText(text.toString());
        } else {
            part.getTextBuilder().setText(text.toString());
        }
        part.addAllExtensions(extensions);
        Part whole = withLogprobs(part.build(), '[' + logprobs.toString() + ']');
        String said = Extras.quoted(text.toString());
        if (refusal) {
            place.frames().write(StreamEvent.REFUSAL_DONE, fields() + ",\"refusal\":" + said, out);
        } else {
            String last = ",\"text\":" + said + ",\"logprobs\":[" + logprobs + ']';
            place.frames().write(StreamEvent.TEXT_DONE, fields() + last, out);
        }
        place.frames().write(StreamEvent.CONTENT_DONE, fields() + ",\"part\":" + json(whole), out);
        parts.add(whole);
    }

    @Override
    Item item() {
        return new Item(ItemType.MESSAGE, parts);
    }

    /** A text with these log probabilities, as a content part has them. */
    static Part withLogprobs(Part part, String list) {
        if (!part.hasText() || list.equals(Logprobs.NONE)) {
            return part;
        }
        Extras fields = new Extras();
        fields.keepRaw("logprobs", list);
        return part.toBuilder()
                .addExtensions(Extras.extension(ResponsesDialect.NAME, fields.json()))
                .build();
    }

    private void say(String more, String contractLogprobs, ByteSink out) {
        if (more.isEmpty() && contractLogprobs.isEmpty()) {
            return;
        }
        text.append(more);
        if (contractLogprobs.isEmpty() || part.hasRefusal()) {
            place.frames().write(delta, more, out);
            return;
        }
        String list = Logprobs.list(contractLogprobs);
        logprobs.append(logprobs.isEmpty() ? "" : ",").append(Logprobs.tokens(list));
        place.frames().write(delta, more, ",\"logprobs\":" + list, out);
    }

    private void cite(Citation citation, ByteSink out) {
        part.getTextBuilder().addCitations(citation);
        if (ResponsesCitation.exists(citation)) {
            String json = new String(JsonWriter.document(to -> ResponsesCitation.write(citation, to)), UTF_8);
            String annotation = ",\"annotation_index\":" + annotations++ + ",\"annotation\":" + json;
            place.frames().write(StreamEvent.ANNOTATION_ADDED, fields() + annotation, out);
        }
    }

    private String fields() {
        return place.fields() + ",\"content_index\":" + parts.size();
    }

    private static Part emptied(Part begun) {
        Part.Builder empty = begun.toBuilder();
        if (begun.hasText()) {
            empty.getTextBuilder().clear();
        } else {
            empty.getRefusalBuilder().clear();
        }
        return empty.build();
    }

    private static String json(Part part) {
        return new String(JsonWriter.document(out -> new ContentWriter(out).output(part)), UTF_8);
    }
}
