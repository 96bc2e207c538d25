package dev.parley.server.dialect.responses;

import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A part of a list of input items.
 *
 * @param limit how many at most
 * @param descending whether the last item comes first
 * @param after the id of the item before the first; empty: none
 */
public record InputPage(int limit, boolean descending, String after) {
    private static final int LIMIT = 20;
    private static final int LIMIT_MAX = 100;

    private record Item(String id, String json) {}

    /**
     * What a caller wants.
     *
     * @param parameters the query's, by name; empty: not given
     * @throws ChatException INVALID_REQUEST naming the one at fault
     */
    public static InputPage of(UnaryOperator<String> parameters) {
        return new InputPage(
                limit(parameters.apply("limit")), descending(parameters.apply("order")), parameters.apply("after"));
    }

    /** That part of a whole list, which stands in the order in which the items came. */
    public byte[] of(byte[] list) {
        List<Item> items = descending ? items(list).reversed() : items(list);
        int first = after.isEmpty() ? 0 : 1 + position(items);
        List<Item> page = items.subList(first, Math.min(items.size(), first + limit));
        boolean more = first + page.size() < items.size();
        return JsonWriter.document(out -> {
            out.beginObject().field("object", "list").name("data").beginArray();
            page.forEach(item -> out.raw(item.json));
            out.endArray();
            edge(out, "first_id", page.isEmpty() ? "" : page.getFirst().id);
            edge(out, "last_id", page.isEmpty() ? "" : page.getLast().id);
            out.field("has_more", more).endObject();
        });
    }

    private int position(List<Item> items) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id.equals(after)) {
                return i;
            }
        }
        throw ChatException.invalid("after", "'after' names no item of this list (expected: one's id).");
    }

    private static void edge(JsonWriter out, String name, String id) {
        out.name(name);
        if (id.isEmpty()) {
            out.nullValue();
        } else {
            out.value(id);
        }
    }

    private static List<Item> items(byte[] list) {
        List<Item> items = new ArrayList<>();
        JsonReader in = JsonReader.of(list);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("data")) {
                in.beginArray();
                while (in.nextElement()) {
                    String json = in.raw();
                    items.add(new Item(id(json), json));
                }
            } else {
                in.skip();
            }
        }
        return items;
    }

    private static String id(String json) {
        JsonReader in = JsonReader.of(json);
        String id = "";
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("id")) {
                id = in.string();
            } else {
                in.skip();
            }
        }
        return id;
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return LIMIT;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LIMIT_MAX) {
            throw ChatException.invalid("limit", "'limit' is no number from 1 to %d.".formatted(LIMIT_MAX));
        }
        return Integer.parseInt(text);
    }

    private static boolean descending(String text) {
        return switch (text) {
            case "", "desc" -> true;
            case "asc" -> false;
            default -> throw ChatException.invalid("order", "'order' is neither asc nor desc.");
        };
    }
}
