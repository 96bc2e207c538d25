package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.PartQueue;

/** A call of a function or of a custom tool. */
final class HostCall extends HostItem {
    private static final String NAMESPACE = "namespace";

    private final HostStrays strays;
    private final HostCallIds ids;
    private final boolean custom;
    private final Call call = new Call();
    private String callId;
    private String name;
    private String namespace;

    HostCall(HostFields begun, PartQueue parts, HostCallIds ids) {
        super(begun);
        this.ids = ids;
        custom = begun.type.equals(ItemType.CUSTOM_TOOL_CALL.word());
        callId = begun.callId;
        name = begun.name;
        namespace = begun.extras.takeText(NAMESPACE);
        strays = new HostStrays(begun.extras, false);
        parts.add(call);
    }

    /** Whether it can be opened, so that an answer with it ends for calls. */
    boolean named() {
        return !name.isEmpty();
    }

    @Override
    void grow(StreamEvent type, HostEvent event) {
        switch (type) {
            case ARGUMENTS_DELTA, INPUT_DELTA -> call.say(event.delta, "");
            case ARGUMENTS_DONE, INPUT_DONE -> call.settle(event.text, "");
            default -> throw misplaced(type);
        }
    }

    @Override
    void complete(HostFields all) {
        callId = callId.isEmpty() ? all.callId : callId;
        name = name.isEmpty() ? all.name : name;
        String late = all.extras.takeText(NAMESPACE);
        namespace = namespace.isEmpty() ? late : namespace;
        call.settle(all.input, "");
        strays.end(all.extras, call.extras());
        call.end();
    }

    private Part start() {
        ToolNames.Name told = new ToolNames.Name(namespace, name);
        ToolCall.Builder tool = ToolCall.newBuilder().setCallId(ids.unique(callId));
        Part.Builder begun = part();
        if (namespace.isEmpty()) {
            tool.setName(name);
        } else {
            tool.setName(told.flat());
            begun.addExtensions(told.mark());
        }
        if (custom) {
            tool.setRawInput("");
        } else {
            tool.setArgumentsJson("");
        }
        strays.begin(begun);
        return begun.setToolCall(tool).build();
    }

    /** The part, which can be opened once its name is known. */
    private final class Call extends HostPart {
        private boolean said;

        Call() {
            super(Part.getDefaultInstance());
        }

        @Override
        public Part start() {
            return HostCall.this.start();
        }

        @Override
        public boolean ready() {
            return named();
        }

        @Override
        public void add(PartDelta delta) {
            said = true;
            super.add(delta);
        }

        @Override
        public void complete() {
            super.complete();
            if (!named()) {
                throw BadAnswer.malformed("a tool call has no name.");
            }
            if (!said && !custom) {
                add(delta("{}").build());
            }
        }

        @Override
        public PartDelta.Builder delta(String text) {
            return custom ? super.delta(text) : PartDelta.newBuilder().setArgumentsJson(text);
        }
    }
}
