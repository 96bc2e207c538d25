package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.ReasoningEffort;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.LinkedHashSet;
import java.util.Set;

/** The {@code include} of a request: what its caller asked for, and what the gateway needs. */
final class HostInclude {
    private HostInclude() {}

    /** Writes the list, unless it is empty. */
    static void write(ChatRequest chat, String model, MergedObject request) {
        Set<String> wanted = wanted(chat);
        if (ReasoningEffort.mayThink(model) || chat.hasReasoning()) {
            wanted.add(Include.ENCRYPTED.word());
        }
        if (chat.getSampling().hasLogprobs()) {
            wanted.add(Include.LOGPROBS.word());
        }
        if (!wanted.isEmpty()) {
            JsonWriter out = request.name(Include.FIELD).beginArray();
            wanted.forEach(out::value);
            out.endArray();
        }
    }

    private static Set<String> wanted(ChatRequest chat) {
        Set<String> wanted = new LinkedHashSet<>();
        for (Extension extension : chat.getExtensionsList()) {
            String maker = extension.getDialect();
            if (maker.equals(ResponsesDialect.NAME) || maker.equals(ResponsesDialect.NAME + Drops.FORM)) {
                read(JsonReader.of(extension.getJson()), wanted);
            }
        }
        return wanted;
    }

    private static void read(JsonReader in, Set<String> wanted) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals(Include.FIELD)) {
                in.beginArray();
                while (in.nextElement()) {
                    wanted.add(in.string());
                }
            } else {
                in.skip();
            }
        }
    }
}
