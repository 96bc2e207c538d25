package dev.parley.server.chat;

import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Joins log probabilities in OpenAI's form: the lists of each field one after another. */
final class LogprobsFold {
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private String only = "";
    private int added;

    /** Takes those of one delta; empty for none. */
    void add(String json) {
        if (json.isEmpty()) {
            return;
        }
        only = json;
        added++;
        JsonReader in = JsonReader.of(json);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            List<String> list = lists.computeIfAbsent(name, field -> new ArrayList<>());
            if (in.type() == JsonReader.Type.ARRAY) {
                elements(in, list);
            } else {
                in.skip();
            }
        }
    }

    /** What one delta had is unchanged; empty if none had any. */
    String json() {
        return added > 1 ? new String(JsonWriter.document(this::write), StandardCharsets.UTF_8) : only;
    }

    private static void elements(JsonReader in, List<String> list) {
        in.beginArray();
        while (in.nextElement()) {
            list.add(in.raw());
        }
    }

    private void write(JsonWriter out) {
        out.beginObject();
        lists.forEach((name, list) -> {
            out.name(name);
            if (list.isEmpty()) {
                out.nullValue();
            } else {
                out.beginArray();
                list.forEach(out::raw);
                out.endArray();
            }
        });
        out.endObject();
    }
}
