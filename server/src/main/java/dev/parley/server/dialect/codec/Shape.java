package dev.parley.server.dialect.codec;

import dev.parley.server.json.JsonReader;
import java.util.HashMap;
import java.util.Map;

/**
 * How one kind of JSON object is read: each field that is modelled goes to its handler, every other one to the extras.
 * A null for a modelled field means that it is not set. Of a field given twice the last one counts. Immutable once
 * built.
 *
 * @param <T> what collects the fields
 */
public final class Shape<T> {
    private final Map<String, Handler<T>> handlers = new HashMap<>();

    /** Takes one field's value, which stands next. */
    @FunctionalInterface
    public interface Handler<T> {
        void read(JsonReader in, T target);
    }

    /** Adds a modelled field. */
    public Shape<T> with(String name, Handler<T> handler) {
        handlers.put(name, handler);
        return this;
    }

    /** Reads the object that stands next. */
    public void read(JsonReader in, T target, Extras extras) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            Handler<T> handler = handlers.get(name);
            if (handler == null) {
                extras.keep(name, in);
            } else if (!in.isNull()) {
                handler.read(in, target);
            }
        }
    }
}
