package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields of an object around others that the contract does not model, where the contract has no such object: the first
 * of the others keeps them, as a field of its own extension that none of its kind has. So it is with an assistant's
 * message item, as the parts of several are one turn, and with a namespace of tools.
 */
final class ItemFields {
    /** Where the first part of a message item keeps the item's. */
    static final String ITEM = "item";

    private ItemFields() {}

    /** What is kept under this name, as extensions of the object around. */
    static List<Extension> inside(String name, List<Extension> ofFirst) {
        List<Extension> fields = new ArrayList<>();
        for (Extension extension : ofFirst) {
            if (extension.getDialect().equals(ResponsesDialect.NAME)) {
                add(name, extension.getJson(), fields);
            }
        }
        return fields;
    }

    private static void add(String wanted, String json, List<Extension> fields) {
        JsonReader in = JsonReader.of(json);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals(wanted)) {
                fields.add(Extras.extension(ResponsesDialect.NAME, in.raw()));
            } else {
                in.skip();
            }
        }
    }
}
