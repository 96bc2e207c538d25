package dev.parley.server.dialect.responses;

import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/** The {@code summary}, or the {@code content}, of a reasoning item. */
final class ReasoningTexts {
    private static final Shape<ReasoningTexts> ENTRY = new Shape<ReasoningTexts>()
            .with("type", (in, to) -> to.type = in.string())
            .with("text", (in, to) -> to.text = in.string());

    private final List<String> texts = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private boolean extended;
    private String type = "";
    private String text = "";

    /** Reads the list that stands next. */
    void read(JsonReader in) {
        in.beginArray();
        while (in.nextElement()) {
            entry(in);
        }
    }

    List<String> texts() {
        return texts;
    }

    /** Whether the entries have more than a text. */
    boolean extended() {
        return extended;
    }

    /** The list as it was given. */
    String json() {
        return '[' + String.join(",", entries) + ']';
    }

    private void entry(JsonReader in) {
        Extras extras = new Extras();
        ENTRY.read(in, this, extras);
        extended |= !extras.isEmpty();
        Faults.requireText(type, in.path() + ".type");
        texts.add(text);
        extras.keep("type", type);
        extras.keep("text", text);
        entries.add(extras.json());
        type = "";
        text = "";
    }
}
