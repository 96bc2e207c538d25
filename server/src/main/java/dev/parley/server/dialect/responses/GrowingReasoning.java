package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Thought;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.json.ByteSink;
import java.util.ArrayList;
import java.util.List;

/** A reasoning item: what was thought, and then summaries of it, or the other way round. */
final class GrowingReasoning extends GrowingItem {
    private final List<String> texts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder summary = new StringBuilder();
    private Part.Builder part = Part.newBuilder();
    private boolean summarizes;
    private boolean inText;
    private boolean inSummary;
    private int summaries;
    private EventFrames.Delta textDelta = EventFrames.delta(StreamEvent.THOUGHT_DELTA, "", "");
    private EventFrames.Delta summaryDelta = EventFrames.delta(StreamEvent.SUMMARY_TEXT_DELTA, "", "");

    GrowingReasoning(Place place) {
        super(place);
    }

    @Override
    void start(Part begun, ByteSink out) {
        part = begun.toBuilder();
        summarizes = place.view().summarizes(begun);
        Thought thought = begun.getThought();
        part.getThoughtBuilder().clearText().clearSummaries();
        added(part.build(), out);
        say(thought.getText(), out);
        thought.getSummariesList().forEach(more -> summarize(more, out));
    }

    @Override
    void grow(PartDelta delta, ByteSink out) {
        switch (delta.getDeltaCase()) {
            case TEXT -> say(delta.getText(), out);
            case SUMMARY -> summarize(delta.getSummary(), out);
            case SUMMARY_BREAK -> {
                endSummary(out);
                beginSummary(out);
            }
            case SIGNATURE -> part.setSignature(delta.getSignature());
            case SEALED -> part.getThoughtBuilder().setSealed(delta.getSealed());
            case ARGUMENTS_JSON, DATA, CITATION, OPAQUE_JSON, DELTA_NOT_SET -> {}
        }
    }

    @Override
    void end(List<Extension> extensions, ByteSink out) {
        endSummary(out);
        endText(out);
        part.getThoughtBuilder().setText(String.join("", texts));
        part.addAllExtensions(extensions);
    }

    @Override
    Item item() {
        return new Item(ItemType.REASONING, List.of(part.build()));
    }

    private void say(String more, ByteSink out) {
        if (more.isEmpty()) {
            return;
        }
        if (summarizes) {
            summarize(more, out);
            return;
        }
        if (!inText) {
            endSummary(out);
            inText = true;
            text.setLength(0);
            textDelta = EventFrames.delta(StreamEvent.THOUGHT_DELTA, ofText(), "");
            place.frames().write(StreamEvent.CONTENT_ADDED, ofText() + part("reasoning_text", "\"\""), out);
        }
        text.append(more);
        place.frames().write(textDelta, more, out);
    }

    private void summarize(String more, ByteSink out) {
        if (!inSummary) {
            beginSummary(out);
        }
        summary.append(more);
        place.frames().write(summaryDelta, more, out);
    }

    private void endText(ByteSink out) {
        if (!inText) {
            return;
        }
        inText = false;
        String said = Extras.quoted(text.toString());
        place.frames().write(StreamEvent.THOUGHT_DONE, ofText() + ",\"text\":" + said, out);
        place.frames().write(StreamEvent.CONTENT_DONE, ofText() + part("reasoning_text", said), out);
        texts.add(text.toString());
    }

    private void beginSummary(ByteSink out) {
        endText(out);
        inSummary = true;
        summary.setLength(0);
        summaryDelta = EventFrames.delta(StreamEvent.SUMMARY_TEXT_DELTA, ofSummary(), "");
        place.frames().write(StreamEvent.SUMMARY_ADDED, ofSummary() + part("summary_text", "\"\""), out);
    }

    private void endSummary(ByteSink out) {
        if (!inSummary) {
            return;
        }
        inSummary = false;
        String said = Extras.quoted(summary.toString());
        place.frames().write(StreamEvent.SUMMARY_TEXT_DONE, ofSummary() + ",\"text\":" + said, out);
        place.frames().write(StreamEvent.SUMMARY_DONE, ofSummary() + part("summary_text", said), out);
        part.getThoughtBuilder().addSummaries(summary.toString());
        summaries++;
    }

    private String ofText() {
        return place.fields() + ",\"content_index\":" + texts.size();
    }

    private String ofSummary() {
        return place.fields() + ",\"summary_index\":" + summaries;
    }

    private static String part(String type, String text) {
        return ",\"part\":{\"type\":\"" + type + "\",\"text\":" + text + '}';
    }
}
