package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.PartQueue;

/**
 * One output item of an answer while it grows. An item of a whole answer is one that begins and ends at once. A host
 * may leave out how it begins, or how it ends.
 */
abstract sealed class HostItem permits HostMessage, HostThought, HostCall, HostBlock {
    private final String id;
    private final String type;
    private boolean whole;

    HostItem(HostFields begun) {
        this.id = begun.id;
        this.type = begun.type;
    }

    /** The item that begins with these fields, its parts behind those of the queue. */
    static HostItem of(HostFields begun, PartQueue parts, HostCallIds calls) {
        return switch (ItemType.named(begun.type)) {
            case MESSAGE -> new HostMessage(begun, parts);
            case REASONING -> new HostThought(begun, parts);
            case FUNCTION_CALL, CUSTOM_TOOL_CALL -> new HostCall(begun, parts, calls);
            case IMAGE_GENERATION_CALL, FUNCTION_CALL_OUTPUT, CUSTOM_TOOL_CALL_OUTPUT, ITEM_REFERENCE ->
                new HostBlock(begun, parts);
            case null -> {
                if (begun.type.isEmpty()) {
                    throw BadAnswer.malformed("an item has no type.");
                }
                yield new HostBlock(begun, parts);
            }
        };
    }

    String id() {
        return id;
    }

    String type() {
        return type;
    }

    /** Whether it is whole, so that nothing can be added. */
    boolean whole() {
        return whole;
    }

    /** Takes an event inside of it. */
    final void take(StreamEvent type, HostEvent event) {
        if (whole) {
            throw BadAnswer.malformed("it has '%s' of an item that is done.".formatted(type.word()));
        }
        grow(type, event);
    }

    /** It is whole, and is this; again, it means nothing. */
    final void end(HostFields all) {
        if (!all.type.equals(type)) {
            throw BadAnswer.malformed("an item that began as '%s' ends as '%s'.".formatted(type, all.type));
        }
        if (!whole) {
            whole = true;
            complete(all);
        }
    }

    /** Takes an event inside of it; one that tells nothing of such an item fails. */
    abstract void grow(StreamEvent type, HostEvent event);

    /** Adds what has not come yet. */
    abstract void complete(HostFields all);

    /** A part of this item. */
    Part.Builder part() {
        return Part.newBuilder().setId(id);
    }

    /** The failure that an event is of another kind of item. */
    static RuntimeException misplaced(StreamEvent type) {
        return BadAnswer.malformed("it has '%s' of an item of another type.".formatted(type.word()));
    }
}
