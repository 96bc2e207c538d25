package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.Thought;
import java.util.function.Consumer;

/** A thought that only its maker can read; whole at its start. */
final class RedactedBlock implements GrowingBlock {
    private final Part part;
    private final Part sealed;

    RedactedBlock(RawFields start) {
        start.take("type");
        sealed = ClaudeSignature.sealed(start.cut("data"));
        Part.Builder block = Part.newBuilder().setThought(Thought.getDefaultInstance());
        start.addTo(block::addExtensions);
        part = block.build();
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public void grow(ClaudeDelta delta, Consumer<PartDelta> out) {}

    @Override
    public PartDone end(Consumer<PartDelta> out) {
        out.accept(PartDelta.newBuilder()
                .setSealed(sealed.getThought().getSealed())
                .build());
        out.accept(PartDelta.newBuilder().setSignature(sealed.getSignature()).build());
        return PartDone.getDefaultInstance();
    }
}
