package dev.parley.server.dialect.deepseek;

import dev.parley.chat.v1.Reasoning;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The models, and what each adds to the plain one: the one table (DS-34). */
public enum DeepSeekModel {
    CHAT("deepseek-chat", false, false),
    REASONER("deepseek-reasoner", true, false),
    CHAT_SEARCH("deepseek-chat-search", false, true),
    REASONER_SEARCH("deepseek-reasoner-search", true, true);

    private final String id;
    private final boolean thinks;
    private final boolean searches;

    DeepSeekModel(String id, boolean thinks, boolean searches) {
        this.id = id;
        this.thinks = thinks;
        this.searches = searches;
    }

    /** The model of this name, in whatever case; null if there is none. */
    public static @Nullable DeepSeekModel named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (DeepSeekModel model : values()) {
            if (model.id.equals(lower)) {
                return model;
            }
        }
        return null;
    }

    /** The one that answers: the same, but one that does not think where the request turns thinking off (CL-05). */
    public DeepSeekModel answering(Reasoning asked) {
        DeepSeekModel silent = searches ? CHAT_SEARCH : CHAT;
        return turnsThinkingOff(asked) ? silent : this;
    }

    /** Whether a request wants no thinking. */
    public static boolean turnsThinkingOff(Reasoning asked) {
        return asked.getEffort().equals("none") || asked.hasBudgetTokens() && asked.getBudgetTokens() == 0;
    }

    public String id() {
        return id;
    }

    /** Whether it thinks before it answers. */
    public boolean thinks() {
        return thinks;
    }

    /** Whether it searches the web. */
    public boolean searches() {
        return searches;
    }
}
