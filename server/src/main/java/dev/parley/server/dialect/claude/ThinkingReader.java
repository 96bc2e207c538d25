package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** Reads {@code thinking}. What is no budget stays as it is, such as {@code adaptive}. */
final class ThinkingReader {
    static final String NAME = "thinking";
    static final String ENABLED = "enabled";
    static final String DISABLED = "disabled";

    private static final Shape<ThinkingReader> FIELDS = new Shape<ThinkingReader>()
            .with("type", (in, to) -> to.type = in.string())
            .with("budget_tokens", (in, to) -> to.budget = in.integer32());

    private final Extras extras = new Extras();
    private String type = "";
    private @Nullable Integer budget;

    private ThinkingReader() {}

    /** Reads the object that stands next. */
    static void read(JsonReader in, ChatRequest.Builder chat, Extras request) {
        ThinkingReader thinking = new ThinkingReader();
        FIELDS.read(in, thinking, thinking.extras);
        thinking.addTo(chat, in.path());
        request.keep(NAME, thinking.extras);
    }

    private void addTo(ChatRequest.Builder chat, String path) {
        Faults.requireText(type, path + ".type");
        if (type.equals(DISABLED)) {
            chat.getReasoningBuilder().setBudgetTokens(0);
        } else if (type.equals(ENABLED) && budget != null) {
            if (budget < 1) {
                throw Faults.invalid(path + ".budget_tokens", budget.toString(), "an integer of at least 1024");
            }
            chat.getReasoningBuilder().setBudgetTokens(budget);
        } else {
            extras.keep("type", type);
        }
    }
}
