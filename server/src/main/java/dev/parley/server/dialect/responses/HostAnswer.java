package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Started;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.PartQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One answer while it is read. A whole one is read like a stream that tells nothing before its end. */
final class HostAnswer {
    private final List<ChatEvent> events = new ArrayList<>();
    private final PartQueue parts = new PartQueue(ResponsesDialect.NAME, 0, events::add);
    private final HostItems items;
    private boolean started;

    /** {@code callIds} makes ids for calls that have none. */
    HostAnswer(Supplier<String> callIds) {
        this.items = new HostItems(parts, callIds);
    }

    /** The answer begins; again, it means nothing. */
    void begin(Supplier<Started> head) {
        if (!started) {
            started = true;
            events.add(ChatEvent.newBuilder().setStarted(head.get()).build());
        }
    }

    /** An item begins; again, it means nothing. */
    void added(HostEvent event) {
        HostFields begun = event.item();
        HostItem known = items.told(event.outputIndex, begun.id);
        if (event.outputIndex < 0 && begun.id.isEmpty() || known == null) {
            open(event.outputIndex, begun);
        } else if (!known.type().equals(begun.type)) {
            throw BadAnswer.malformed("two items begin at place %d.".formatted(event.outputIndex));
        }
    }

    /** An item is whole. */
    void done(HostEvent event) {
        HostFields whole = event.item();
        HostItem known = items.told(event.outputIndex, whole.id);
        (known == null ? open(event.outputIndex, whole) : known).end(whole);
    }

    /** Something happens inside an item. One that has not begun does so with it. */
    void inside(StreamEvent type, HostEvent event) {
        HostItem known = items.told(event.outputIndex, event.itemId);
        if (known == null) {
            HostFields begun = new HostFields();
            begun.id = event.itemId;
            begun.type = owner(type, event).word();
            known = open(event.outputIndex, begun);
        }
        known.take(type, event);
    }

    /** The answer has ended with this response. Items that it has and the stream had not are part of the answer. */
    void end(HostResponse response, String status) {
        HostFinish.check(response, status);
        begin(response::started);
        List<HostFields> output = response.output == null ? List.of() : response.output;
        for (int i = 0; i < output.size(); i++) {
            HostItem known = items.whole(i, output.get(i).id);
            (known == null ? open(i, output.get(i)) : known).end(output.get(i));
        }
        parts.close();
        if (response.usage != null) {
            events.add(ChatEvent.newBuilder().setUsage(response.usage).build());
        }
        events.add(ChatEvent.newBuilder()
                .setFinished(HostFinish.read(response, status, items.call()))
                .build());
    }

    /** Hands over the events since the last time. */
    void drain(Consumer<ChatEvent> out) {
        parts.settle();
        events.forEach(out);
        events.clear();
    }

    private HostItem open(int place, HostFields begun) {
        begin(Started::getDefaultInstance);
        return items.open(place, begun);
    }

    /** The type of the items that such events tell of. */
    private static ItemType owner(StreamEvent type, HostEvent event) {
        return switch (type) {
            case CONTENT_ADDED, CONTENT_DONE ->
                event.content().type().equals("reasoning_text") ? ItemType.REASONING : ItemType.MESSAGE;
            case TEXT_DELTA, TEXT_DONE, ANNOTATION_ADDED, REFUSAL_DELTA, REFUSAL_DONE -> ItemType.MESSAGE;
            case ARGUMENTS_DELTA, ARGUMENTS_DONE -> ItemType.FUNCTION_CALL;
            case INPUT_DELTA, INPUT_DONE -> ItemType.CUSTOM_TOOL_CALL;
            case SUMMARY_ADDED, SUMMARY_DONE, SUMMARY_TEXT_DELTA, SUMMARY_TEXT_DONE, THOUGHT_DELTA, THOUGHT_DONE ->
                ItemType.REASONING;
            case IMAGE_IN_PROGRESS, IMAGE_GENERATING, IMAGE_COMPLETED -> ItemType.IMAGE_GENERATION_CALL;
            case CREATED, IN_PROGRESS, COMPLETED, INCOMPLETE, FAILED, ITEM_ADDED, ITEM_DONE ->
                throw new IllegalArgumentException("not inside an item: " + type);
        };
    }
}
