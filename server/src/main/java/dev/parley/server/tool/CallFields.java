package dev.parley.server.tool;

import dev.parley.server.json.JsonReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an object that may be a call (TOOL-04). */
final class CallFields {
    static final Set<String> INPUT = Set.of("input", "arguments", "args", "parameters", "params");

    /** What OpenAI's own form has beside the call. */
    private static final Set<String> BESIDE = Set.of("id", "call_id", "type", "index");

    private String name = "";
    private String arguments = WrittenArguments.NONE;
    private boolean foreign;

    /** Takes a field, whose value stands next. */
    void take(String field, JsonReader in) {
        if (field.equals("name") && in.type() == JsonReader.Type.STRING) {
            name = in.string();
        } else if (INPUT.contains(field)) {
            arguments = WrittenArguments.read(in);
        } else if (field.equals("function") && in.type() == JsonReader.Type.OBJECT) {
            for (String inner = in.beginObject(); inner != null; inner = in.nextField()) {
                take(inner, in);
            }
        } else {
            foreign |= !BESIDE.contains(field);
            in.skip();
        }
    }

    /** The call; null if the object is none. Other fields than a call's are {@code tolerated} or not. */
    @Nullable
    WrittenCall call(boolean tolerated) {
        return name.isEmpty() || foreign && !tolerated ? null : new WrittenCall(name, arguments);
    }
}
