package dev.parley.server.dialect.openai;

import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code reasoning_details} of a thought: a list of entries, perhaps signed, that the host wants back as it was. A
 * stream sends an entry in fragments, which are joined: texts are appended, of other fields the last one that is not
 * null counts.
 */
final class ReasoningDetails {
    private static final List<String> TEXTS = List.of("text", "summary", "data");

    /** JSON values by name. */
    private final List<Map<String, StringBuilder>> entries = new ArrayList<>();

    /** Reads the list that stands next. */
    static ReasoningDetails read(JsonReader in) {
        ReasoningDetails details = new ReasoningDetails();
        in.beginArray();
        while (in.nextElement()) {
            Map<String, StringBuilder> entry = new LinkedHashMap<>();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                entry.put(name, new StringBuilder(in.raw()));
            }
            details.entries.add(entry);
        }
        return details;
    }

    /** Appends the list of a later chunk, whose first entry may continue the last one. */
    void append(ReasoningDetails more) {
        for (Map<String, StringBuilder> entry : more.entries) {
            boolean first = entry == more.entries.getFirst();
            if (first && !entries.isEmpty() && continues(entries.getLast(), entry)) {
                entry.forEach((name, value) -> entries.getLast().merge(name, value, (a, b) -> joined(name, a, b)));
            } else {
                entries.add(entry);
            }
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The readable text of all entries. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Map<String, StringBuilder> entry : entries) {
            text.append(string(entry.get("text"))).append(string(entry.get("summary")));
        }
        return text.toString();
    }

    String json() {
        return new String(JsonWriter.document(this::write), StandardCharsets.UTF_8);
    }

    private static boolean continues(Map<String, StringBuilder> last, Map<String, StringBuilder> more) {
        return same(last.get("type"), more.get("type")) && same(last.get("index"), more.get("index"));
    }

    private static boolean same(@Nullable StringBuilder a, @Nullable StringBuilder b) {
        return a == null || b == null ? a == b : a.compareTo(b) == 0;
    }

    private static StringBuilder joined(String name, StringBuilder before, StringBuilder after) {
        if (isString(after) && isString(before) && TEXTS.contains(name)) {
            before.setLength(before.length() - 1);
            return before.append(after, 1, after.length());
        }
        return after.compareTo(new StringBuilder("null")) == 0 ? before : after;
    }

    private static boolean isString(StringBuilder json) {
        return json.charAt(0) == '"';
    }

    private static String string(@Nullable StringBuilder json) {
        return json != null && isString(json) ? JsonReader.of(json.toString()).string() : "";
    }

    private void write(JsonWriter out) {
        out.beginArray();
        for (Map<String, StringBuilder> entry : entries) {
            out.beginObject();
            entry.forEach((name, value) -> out.name(name).raw(value.toString()));
            out.endObject();
        }
        out.endArray();
    }
}
