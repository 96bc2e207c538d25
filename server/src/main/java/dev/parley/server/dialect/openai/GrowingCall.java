package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.GrowingPart;
import dev.parley.server.dialect.codec.JsonEnd;
import java.util.function.Supplier;

/** A tool call while it grows. Its id and name are those that came first; arguments end with the object they are. */
final class GrowingCall extends GrowingPart {
    private final StringBuilder input = new StringBuilder();
    private final JsonEnd end = new JsonEnd();
    private final int index;
    private final boolean custom;
    private final Supplier<String> ids;
    private String id;
    private String name;
    private String signature = "";

    /** {@code ids} makes an id if none comes before the call is opened. */
    GrowingCall(CallDelta first, Supplier<String> ids) {
        super(Part.getDefaultInstance());
        this.index = first.index();
        this.custom = first.custom();
        this.ids = ids;
        this.id = first.id();
        this.name = first.name();
    }

    /** Whether this delta continues the call, judged by what of index and id the host sent (E-TOOL-5). */
    boolean takes(CallDelta delta) {
        boolean sameIndex = delta.index() < 0 || index < 0 || delta.index() == index;
        boolean sameId = delta.id().isEmpty() || id.isEmpty() || delta.id().equals(id);
        return sameIndex && sameId && !another(delta);
    }

    /** Adds what the delta brings. What follows whole arguments is a repetition (E-TOOL-8). */
    void add(CallDelta delta) {
        id = id.isEmpty() ? delta.id() : id;
        name = name.isEmpty() ? delta.name() : name;
        signature = signature.isEmpty() ? delta.signature() : signature;
        if (!end.reached() && !delta.input().isEmpty()) {
            input.append(delta.input());
            if (!custom) {
                end.read(delta.input());
            }
            text(delta.input(), "");
        }
    }

    boolean hasId(String other) {
        return id.equals(other);
    }

    @Override
    public Part start() {
        id = id.isEmpty() ? ids.get() : id;
        ToolCall.Builder call = ToolCall.newBuilder().setCallId(id).setName(name);
        if (custom) {
            call.setRawInput("");
        } else {
            call.setArgumentsJson("");
        }
        return Part.newBuilder().setToolCall(call).build();
    }

    @Override
    public boolean ready() {
        return !name.isEmpty();
    }

    @Override
    public boolean whole() {
        return ready() && end.reached();
    }

    @Override
    public void complete() {
        super.complete();
        if (name.isEmpty() && !input.isEmpty()) {
            throw BadAnswer.malformed("a tool call has no name.");
        }
        if (!custom && input.isEmpty()) {
            add(delta("{}").build());
        }
        if (!signature.isEmpty()) {
            add(PartDelta.newBuilder()
                    .setSignature(ExtraContent.signature(signature))
                    .build());
        }
    }

    @Override
    public PartDelta.Builder delta(String text) {
        return custom ? super.delta(text) : PartDelta.newBuilder().setArgumentsJson(text);
    }

    /** Where there are no ids, a name after whole arguments begins another call, unless all is only said again. */
    private boolean another(CallDelta delta) {
        boolean begins = end.reached() && delta.id().isEmpty() && !delta.name().isEmpty();
        boolean again = delta.name().equals(name)
                && (delta.input().isEmpty() || delta.input().contentEquals(input));
        return begins && !again;
    }
}
