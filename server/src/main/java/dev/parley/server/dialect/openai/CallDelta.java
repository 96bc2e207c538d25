package dev.parley.server.dialect.openai;

import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What one chunk tells of one tool call. Every text is empty if it is not told.
 *
 * @param index the host's index, or -1
 * @param input more of the arguments, or of a custom tool's input
 * @param signature as in {@link ExtraContent}
 */
record CallDelta(int index, String id, String name, String input, boolean custom, String signature) {
    CallDelta withoutId() {
        return new CallDelta(index, "", name, input, custom, signature);
    }

    /** Reads {@code tool_calls}; entries of a whole message that have no index are numbered. */
    static List<CallDelta> list(JsonReader in, boolean whole) {
        List<CallDelta> calls = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            calls.add(read(in, whole ? calls.size() : -1));
        }
        return calls;
    }

    /** Reads {@code function_call}, the older form of a single call. */
    static CallDelta legacy(JsonReader in) {
        Reading call = new Reading(0);
        call.function(in);
        return call.delta();
    }

    private static CallDelta read(JsonReader in, int index) {
        Reading call = new Reading(index);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "index" -> call.index = Math.max(Lenient.index(in, -1), -1);
                case "id" -> call.id = Lenient.text(in);
                case "function" -> call.function(in);
                case "custom" -> {
                    call.custom = true;
                    call.function(in);
                }
                case ExtraContent.NAME -> call.signature = ExtraContent.read(in.raw());
                default -> in.skip();
            }
        }
        return call.delta();
    }

    private static final class Reading {
        int index;
        String id = "";
        String name = "";
        String input = "";
        String signature = "";
        boolean custom;

        Reading(int index) {
            this.index = index;
        }

        void function(JsonReader in) {
            for (String field = in.beginObject(); field != null; field = in.nextField()) {
                switch (field) {
                    case "name" -> name = Lenient.text(in);
                    case "arguments", "input" ->
                        input = in.type() == JsonReader.Type.OBJECT ? in.raw() : Lenient.text(in);
                    default -> in.skip();
                }
            }
        }

        CallDelta delta() {
            return new CallDelta(index, id, name, input, custom, signature);
        }
    }
}
