package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Role;
import dev.parley.chat.v1.Text;
import dev.parley.server.json.JsonReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code input} of a request: a text, or a list of items. */
final class InputReader {
    private final Turns turns = new Turns();
    private final Map<String, String> outputs = new HashMap<>();
    private boolean string;
    private boolean references;

    /** Reads the value that stands next. */
    void read(JsonReader in) {
        switch (in.type()) {
            case STRING -> text(in.string());
            case ARRAY -> {
                in.beginArray();
                while (in.nextElement()) {
                    item(in);
                }
            }
            case OBJECT, NUMBER, BOOLEAN, NULL -> throw in.unexpected("a string or a list of items");
        }
    }

    /** Whether it was a text. */
    boolean string() {
        return string;
    }

    /**
     * The turns. Results of tools are put after their calls, unless some calls may be in what was kept.
     *
     * @param continued whether there is a conversation before this
     */
    List<ChatMessage> turns(boolean continued) {
        List<ChatMessage> list = turns.list();
        return continued || references ? list : CallOrder.arranged(list, id -> outputs.getOrDefault(id, "input"));
    }

    private void text(String text) {
        string = true;
        if (!text.isEmpty()) {
            turns.message(ChatMessage.newBuilder()
                    .setRole(Role.ROLE_USER)
                    .addParts(Part.newBuilder().setText(Text.newBuilder().setText(text)))
                    .build());
        }
    }

    private void item(JsonReader in) {
        String call = in.peek("call_id");
        outputs.put(call, in.path() + ".call_id");
        references |= ItemReader.refers(in);
        ItemReader.read(in, turns);
    }
}
