package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.Thought;
import dev.parley.server.dialect.TextJoiner;
import java.util.function.Consumer;

/** A thought with its signature, which comes last (E-RSN-3). An empty signature is none. */
final class ThinkingBlock implements GrowingBlock {
    private final TextJoiner joiner = new TextJoiner();
    private final Part part;
    private final String text;
    private String signature;

    ThinkingBlock(RawFields start) {
        start.take("type");
        text = start.cut("thinking");
        signature = start.cut("signature");
        Part.Builder block = Part.newBuilder().setThought(Thought.getDefaultInstance());
        start.addTo(block::addExtensions);
        part = block.build();
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public void begin(Consumer<PartDelta> out) {
        GrowingBlock.text(joiner.next(text), out);
    }

    @Override
    public void grow(ClaudeDelta delta, Consumer<PartDelta> out) {
        switch (delta.type()) {
            case THINKING -> GrowingBlock.text(joiner.next(delta.text()), out);
            case SIGNATURE -> signature += delta.text();
            case TEXT, INPUT, CITATION, OTHER -> {}
        }
    }

    @Override
    public PartDone end(Consumer<PartDelta> out) {
        GrowingBlock.text(joiner.end(), out);
        if (!signature.isEmpty()) {
            out.accept(PartDelta.newBuilder()
                    .setSignature(ClaudeSignature.read(signature))
                    .build());
        }
        return PartDone.getDefaultInstance();
    }
}
