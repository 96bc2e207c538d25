package dev.parley.server.dialect.responses;

import dev.parley.server.dialect.codec.PartQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The items of one answer while it is read. Hosts tell an item by its place, its id or both; there are some whose ids
 * change from event to event, and some whose places are all the same.
 */
final class HostItems {
    private final List<Placed> items = new ArrayList<>();
    private final PartQueue parts;
    private final HostCallIds calls;

    private record Placed(int place, HostItem item) {}

    /** Their parts go to the queue; {@code callIds} makes ids for calls that have none. */
    HostItems(PartQueue parts, Supplier<String> callIds) {
        this.parts = parts;
        this.calls = new HostCallIds(callIds);
    }

    /** The item that an event tells, or null if it has not begun; place -1 and an empty id tell the newest. */
    @Nullable
    HostItem told(int place, String id) {
        if (place < 0 && id.isEmpty()) {
            return items.isEmpty() ? null : items.getLast().item;
        }
        HostItem known = last(placed -> !id.isEmpty() && placed.item.id().equals(id));
        return known == null ? last(placed -> placed.place == place && !over(placed.item, id)) : known;
    }

    /** The item that stands at this place of the whole answer, or null if nothing came of it. */
    @Nullable
    HostItem whole(int place, String id) {
        HostItem known = told(place, id);
        return known == null ? last(placed -> placed.place == place) : known;
    }

    /** Begins an item. */
    HostItem open(int place, HostFields begun) {
        HostItem item = HostItem.of(begun, parts, calls);
        items.add(new Placed(place < 0 ? items.size() : place, item));
        return item;
    }

    /** Whether any is a call of a tool. */
    boolean call() {
        return items.stream().anyMatch(placed -> placed.item instanceof HostCall);
    }

    /** Whether an item is whole, and another one's id is told at its place. */
    private static boolean over(HostItem item, String id) {
        return item.whole() && !id.isEmpty() && !item.id().isEmpty();
    }

    private @Nullable HostItem last(Predicate<Placed> wanted) {
        for (Placed placed : items.reversed()) {
            if (wanted.test(placed)) {
                return placed.item;
            }
        }
        return null;
    }
}
