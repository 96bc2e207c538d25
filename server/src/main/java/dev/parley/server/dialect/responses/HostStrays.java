package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.Extras;

/** The fields of an item that are not modelled: those that it began with, and those that came with its end. */
final class HostStrays {
    private final Extras begun;
    private final boolean message;
    private boolean told;

    /** {@code message} says whether its parts have such fields of their own, see {@link ItemFields}. */
    HostStrays(Extras begun, boolean message) {
        this.begun = begun;
        this.message = message;
    }

    /** Sets on the item's first part what the item began with. */
    void begin(Part.Builder part) {
        if (!told) {
            told = true;
            kept(begun).addTo(ResponsesDialect.NAME, part::addExtensions);
        }
    }

    /** Adds to the end of that part what is new in the whole item. */
    void end(Extras all, Extras part) {
        part.keepAll(kept(all.without(begun)));
    }

    private Extras kept(Extras fields) {
        if (!message) {
            return fields;
        }
        Extras wrapped = new Extras();
        wrapped.keep(ItemFields.ITEM, fields);
        return wrapped;
    }
}
