package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.server.dialect.codec.Extras;
import java.util.function.Consumer;

/** A block that the contract does not model: its deltas are folded into its own fields, and it is passed on whole. */
final class OpaqueBlock implements GrowingBlock {
    private final StringBuilder input = new StringBuilder();
    private final RawFields fields;

    OpaqueBlock(RawFields start) {
        fields = start;
    }

    @Override
    public Part part() {
        return Part.newBuilder()
                .setOpaque(Opaque.newBuilder().setDialect(ClaudeDialect.NAME).setType(fields.text("type")))
                .build();
    }

    @Override
    public void grow(ClaudeDelta delta, Consumer<PartDelta> out) {
        if (delta.type() == DeltaType.INPUT) {
            input.append(delta.text());
            return;
        }
        if (!delta.field().isEmpty()) {
            fields.append(delta.field(), Extras.quoted(delta.text()));
        }
        delta.others().asMap().forEach(fields::append);
    }

    @Override
    public PartDone end(Consumer<PartDelta> out) {
        if (!input.isEmpty()) {
            fields.put("input", ClaudeInput.object(input.toString()));
        }
        out.accept(PartDelta.newBuilder().setOpaqueJson(fields.json()).build());
        return PartDone.getDefaultInstance();
    }
}
