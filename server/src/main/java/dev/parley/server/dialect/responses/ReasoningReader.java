package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Reasoning;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;

/** Reads {@code reasoning}. */
final class ReasoningReader {
    private static final Shape<Reasoning.Builder> FIELDS = new Shape<Reasoning.Builder>()
            .with("effort", (in, to) -> to.setEffort(in.string()))
            .with("summary", (in, to) -> to.setSummary(in.string()))
            .with("generate_summary", (in, to) -> to.setSummary(in.string()));

    private ReasoningReader() {}

    /** Reads the object that stands next. */
    static void read(JsonReader in, ChatRequest.Builder chat, Extras extras) {
        Extras inner = new Extras();
        FIELDS.read(in, chat.getReasoningBuilder(), inner);
        extras.keep("reasoning", inner);
    }
}
