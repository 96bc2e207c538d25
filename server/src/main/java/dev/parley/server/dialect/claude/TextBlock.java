package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.Text;
import dev.parley.server.dialect.TextJoiner;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.json.JsonReader;
import java.util.function.Consumer;

/** Text with what it cites. */
final class TextBlock implements GrowingBlock {
    private static final String CITATIONS = "citations";

    private final TextJoiner joiner = new TextJoiner();
    private final Part part;
    private final String text;
    private final String citations;
    private boolean cites;

    TextBlock(RawFields start) {
        start.take("type");
        text = start.cut("text");
        citations = start.take(CITATIONS);
        Part.Builder block = Part.newBuilder().setText(Text.getDefaultInstance());
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
        if (citations.startsWith("[")) {
            JsonReader in = JsonReader.of(citations);
            in.beginArray();
            while (in.nextElement()) {
                cite(in, out);
            }
        }
    }

    @Override
    public void grow(ClaudeDelta delta, Consumer<PartDelta> out) {
        switch (delta.type()) {
            case TEXT -> GrowingBlock.text(joiner.next(delta.text()), out);
            case CITATION -> cite(JsonReader.of(delta.others().json(delta.type().field())), out);
            case THINKING, INPUT, SIGNATURE, OTHER -> {}
        }
    }

    /** A list of citations that stayed empty, or null, is kept as it was. */
    @Override
    public PartDone end(Consumer<PartDelta> out) {
        GrowingBlock.text(joiner.end(), out);
        PartDone.Builder done = PartDone.newBuilder();
        if (!cites && !citations.isEmpty()) {
            Extras kept = new Extras();
            kept.keepRaw(CITATIONS, citations);
            kept.addTo(ClaudeDialect.NAME, done::addExtensions);
        }
        return done.build();
    }

    private void cite(JsonReader citation, Consumer<PartDelta> out) {
        cites = true;
        out.accept(PartDelta.newBuilder()
                .setCitation(ClaudeCitation.read(citation))
                .build());
    }
}
