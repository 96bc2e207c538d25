package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.json.ByteSink;
import java.util.List;

/** One item of a stream, from the event that adds it to the one that says that it is whole. */
abstract class GrowingItem {
    /** Where it stands in the answer, and who writes its events. */
    record Place(String id, int index, View view, EventFrames frames) {
        /** What every event of the item has. */
        String fields() {
            return "\"item_id\":" + Extras.quoted(id) + ",\"output_index\":" + index;
        }
    }

    final Place place;

    GrowingItem(Place place) {
        this.place = place;
    }

    /** The item that this part begins. */
    static GrowingItem of(Part part, Place place) {
        return switch (part.getKindCase()) {
            case TEXT, REFUSAL -> new GrowingMessage(place);
            case THOUGHT -> new GrowingReasoning(place);
            case TOOL_CALL -> new GrowingCall(place);
            case MEDIA -> new GrowingImage(place);
            case OPAQUE -> new GrowingOpaque(place);
            case TOOL_RESULT, KIND_NOT_SET -> throw new IllegalArgumentException("no item: " + part.getKindCase());
        };
    }

    /** A part begins, the first one or one that goes into the same item. */
    abstract void start(Part part, ByteSink out);

    /** The open part grows. */
    abstract void grow(PartDelta delta, ByteSink out);

    /** The open part is whole. */
    abstract void end(List<Extension> extensions, ByteSink out);

    /** Whether the part goes into this item. */
    boolean continuedBy(Part part) {
        return false;
    }

    /** What it is made of, once all its parts are whole. */
    abstract Item item();

    /** Says that the item is whole; its JSON. */
    String close(String status, ByteSink out) {
        String json = ItemWriter.json(item(), place.id(), status, place.view());
        place.frames().write(StreamEvent.ITEM_DONE, "\"output_index\":" + place.index() + ",\"item\":" + json, out);
        return json;
    }

    /** Says that the item has begun. */
    final void added(String json, ByteSink out) {
        place.frames().write(StreamEvent.ITEM_ADDED, "\"output_index\":" + place.index() + ",\"item\":" + json, out);
    }

    /** Says that an item of this part has begun. */
    final void added(Part part, ByteSink out) {
        Item begun = new Item(Item.type(part, place.view().tools()), List.of(part));
        added(ItemWriter.begun(begun, place.id(), place.view()), out);
    }
}
