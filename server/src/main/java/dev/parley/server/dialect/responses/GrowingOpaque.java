package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.server.json.ByteSink;
import java.util.List;

/** An item that is not modelled. One whose beginning its host did not tell is told once it is whole. */
final class GrowingOpaque extends GrowingItem {
    private Part.Builder part = Part.newBuilder();
    private boolean told;

    GrowingOpaque(Place place) {
        super(place);
    }

    @Override
    void start(Part begun, ByteSink out) {
        part = begun.toBuilder();
        told = !begun.getOpaque().getJson().isEmpty();
        if (told) {
            added(begun, out);
        }
    }

    @Override
    void grow(PartDelta delta, ByteSink out) {
        if (delta.hasOpaqueJson()) {
            part.getOpaqueBuilder().setJson(delta.getOpaqueJson());
        }
    }

    @Override
    void end(List<Extension> extensions, ByteSink out) {
        if (!told) {
            added(part.build(), out);
        }
    }

    @Override
    Item item() {
        return new Item(null, List.of(part.build()));
    }
}
