package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.PartDone;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.TextJoiner;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A tool call. The input at its start only counts if no delta brings one (E-TOOL-8). */
final class CallBlock implements GrowingBlock {
    private final TextJoiner joiner = new TextJoiner();
    private final Part part;
    private final String given;
    private boolean grown;

    CallBlock(RawFields start, Supplier<String> ids) {
        start.take("type");
        String id = start.cut("id");
        String name = start.cut("name");
        given = start.take("input");
        if (name.isEmpty()) {
            throw BadAnswer.malformed("a tool call has no name.");
        }
        ToolCall.Builder call = ToolCall.newBuilder().setName(name).setArgumentsJson("");
        Part.Builder block = Part.newBuilder().setToolCall(call.setCallId(id.isEmpty() ? ids.get() : id));
        start.addTo(block::addExtensions);
        part = block.build();
    }

    @Override
    public Part part() {
        return part;
    }

    @Override
    public void grow(ClaudeDelta delta, Consumer<PartDelta> out) {
        if (delta.type() == DeltaType.INPUT) {
            input(joiner.next(delta.text()), out);
        }
    }

    @Override
    public PartDone end(Consumer<PartDelta> out) {
        input(joiner.end(), out);
        if (!grown) {
            input(given.startsWith("{") ? given : "{}", out);
        }
        return PartDone.getDefaultInstance();
    }

    private void input(String json, Consumer<PartDelta> out) {
        if (!json.isEmpty()) {
            grown = true;
            out.accept(PartDelta.newBuilder().setArgumentsJson(json).build());
        }
    }
}
