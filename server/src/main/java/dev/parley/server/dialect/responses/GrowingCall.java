package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.ToolCall;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.json.ByteSink;
import java.util.List;

/**
 * A call of a tool. The input of a custom tool that came wrapped, see {@link CustomInput}, is told once it is whole.
 */
final class GrowingCall extends GrowingItem {
    private final StringBuilder input = new StringBuilder();
    private Part.Builder part = Part.newBuilder();
    private boolean custom;
    private boolean wrapped;
    private EventFrames.Delta delta = EventFrames.delta(StreamEvent.ARGUMENTS_DELTA, "", "");

    GrowingCall(Place place) {
        super(place);
    }

    @Override
    void start(Part begun, ByteSink out) {
        part = begun.toBuilder();
        ToolCall call = begun.getToolCall();
        custom = Item.type(begun, place.view().tools()) == ItemType.CUSTOM_TOOL_CALL;
        wrapped = custom && !call.hasRawInput();
        delta = EventFrames.delta(custom ? StreamEvent.INPUT_DELTA : StreamEvent.ARGUMENTS_DELTA, place.fields(), "");
        if (call.hasRawInput()) {
            part.getToolCallBuilder().setRawInput("");
        } else {
            part.getToolCallBuilder().setArgumentsJson("");
        }
        added(part.build(), out);
        say(call.hasRawInput() ? call.getRawInput() : call.getArgumentsJson(), out);
    }

    @Override
    void grow(PartDelta more, ByteSink out) {
        switch (more.getDeltaCase()) {
            case TEXT -> say(more.getText(), out);
            case ARGUMENTS_JSON -> say(more.getArgumentsJson(), out);
            case SUMMARY, SUMMARY_BREAK, DATA, CITATION, SIGNATURE, SEALED, OPAQUE_JSON, DELTA_NOT_SET -> {}
        }
    }

    @Override
    void end(List<Extension> extensions, ByteSink out) {
        part.addAllExtensions(extensions);
        if (wrapped) {
            wrapped = false;
            String text = CustomInput.unwrap(input.toString());
            input.setLength(0);
            say(text, out);
        } else if (!custom && input.isEmpty()) {
            say("{}", out);
        }
        if (custom) {
            part.getToolCallBuilder().setRawInput(input.toString());
            place.frames().write(StreamEvent.INPUT_DONE, place.fields() + ",\"input\":" + said(), out);
        } else {
            part.getToolCallBuilder().setArgumentsJson(input.toString());
            String name =
                    place.view().tools().named(part.getToolCall().getName()).name();
            String whole = ",\"name\":" + Extras.quoted(name) + ",\"arguments\":" + said();
            place.frames().write(StreamEvent.ARGUMENTS_DONE, place.fields() + whole, out);
        }
    }

    @Override
    Item item() {
        Part whole = part.build();
        return new Item(Item.type(whole, place.view().tools()), List.of(whole));
    }

    private String said() {
        return Extras.quoted(input.toString());
    }

    private void say(String more, ByteSink out) {
        if (more.isEmpty()) {
            return;
        }
        input.append(more);
        if (!wrapped) {
            place.frames().write(delta, more, out);
        }
    }
}
