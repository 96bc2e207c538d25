package dev.parley.server.dialect.claude;

import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.Set;

/**
 * The {@code delta} of a frame: what grows a block, or ends the message.
 *
 * @param field the name of the field that holds text, empty if none does
 * @param text that text
 * @param from where the text begins in the frame, behind its quotation mark; 0 if there is none
 * @param to where it ends, before its quotation mark
 * @param others all other fields
 */
record ClaudeDelta(DeltaType type, String field, String text, int from, int to, RawFields others) {
    static final ClaudeDelta NONE = new ClaudeDelta(DeltaType.OTHER, "", "", 0, 0, new RawFields());

    private static final Set<String> TEXTS = Set.of(
            DeltaType.TEXT.field(), DeltaType.THINKING.field(), DeltaType.INPUT.field(), DeltaType.SIGNATURE.field());

    /** Reads the object that stands next. */
    static ClaudeDelta read(JsonReader in) {
        String type = "";
        String field = "";
        String text = "";
        int from = 0;
        int to = 0;
        RawFields others = new RawFields();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("type")) {
                type = Lenient.text(in);
            } else if (TEXTS.contains(name)) {
                field = name;
                from = in.type() == JsonReader.Type.STRING ? in.begin() + 1 : 0;
                text = Lenient.text(in);
                to = in.reached() - 1;
            } else {
                others.put(name, in.raw());
            }
        }
        return new ClaudeDelta(DeltaType.of(type), field, text, from, to, others);
    }

    /** The same with another text. */
    ClaudeDelta withText(String other) {
        return new ClaudeDelta(type, field, other, from, to, others);
    }
}
