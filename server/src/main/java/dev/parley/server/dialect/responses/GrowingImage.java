package dev.parley.server.dialect.responses;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.server.json.ByteSink;
import java.util.List;

/** An image, told once it is whole. */
final class GrowingImage extends GrowingItem {
    private ByteString data = ByteString.EMPTY;
    private Part.Builder part = Part.newBuilder();

    GrowingImage(Place place) {
        super(place);
    }

    @Override
    void start(Part begun, ByteSink out) {
        part = begun.toBuilder();
        data = begun.getMedia().getData();
        added(begun, out);
        place.frames().write(StreamEvent.IMAGE_IN_PROGRESS, place.fields(), out);
        place.frames().write(StreamEvent.IMAGE_GENERATING, place.fields(), out);
    }

    @Override
    void grow(PartDelta delta, ByteSink out) {
        data = data.concat(delta.getData());
    }

    @Override
    void end(List<Extension> extensions, ByteSink out) {
        part.addAllExtensions(extensions);
        if (part.getMedia().hasData()) {
            part.getMediaBuilder().setData(data);
        }
        place.frames().write(StreamEvent.IMAGE_COMPLETED, place.fields(), out);
    }

    @Override
    Item item() {
        return new Item(ItemType.IMAGE_GENERATION_CALL, List.of(part.build()));
    }
}
