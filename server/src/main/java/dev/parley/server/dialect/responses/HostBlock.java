package dev.parley.server.dialect.responses;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.GrowingPart;
import dev.parley.server.dialect.codec.MagicBytes;
import dev.parley.server.dialect.codec.PartQueue;
import org.jspecify.annotations.Nullable;

/** An item that is passed on when it is whole: a picture, or what only this dialect knows. */
final class HostBlock extends HostItem {
    private final Block block = new Block();
    private HostFields fields;

    HostBlock(HostFields begun, PartQueue parts) {
        super(begun);
        fields = begun;
        parts.add(block);
    }

    /** What it does meanwhile has no place in the contract. */
    @Override
    void grow(StreamEvent type, HostEvent event) {}

    @Override
    void complete(HostFields all) {
        fields = all.json.isEmpty() ? fields : all;
    }

    private @Nullable ByteString picture() {
        boolean image = fields.type.equals(ItemType.IMAGE_GENERATION_CALL.word()) && !fields.result.isEmpty();
        return image ? DataUri.decode(fields.result) : null;
    }

    /** The part, which begins and ends at once. */
    private final class Block extends GrowingPart {
        private boolean complete;

        Block() {
            super(Part.getDefaultInstance());
        }

        @Override
        public Part start() {
            ByteString picture = picture();
            Part.Builder part = part();
            if (picture == null) {
                return part.setOpaque(Opaque.newBuilder()
                                .setDialect(ResponsesDialect.NAME)
                                .setType(fields.type))
                        .build();
            }
            fields.extras.addTo(ResponsesDialect.NAME, part::addExtensions);
            return part.setMedia(Media.newBuilder()
                            .setMimeType(MagicBytes.type(picture))
                            .setData(ByteString.EMPTY))
                    .build();
        }

        @Override
        public boolean ready() {
            return complete;
        }

        @Override
        public boolean whole() {
            return HostBlock.this.whole();
        }

        @Override
        public void complete() {
            complete = true;
            ByteString picture = picture();
            add(
                    picture == null
                            ? PartDelta.newBuilder().setOpaqueJson(fields.json).build()
                            : PartDelta.newBuilder().setData(picture).build());
        }
    }
}
