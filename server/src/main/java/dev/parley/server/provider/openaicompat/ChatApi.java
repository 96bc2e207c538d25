package dev.parley.server.provider.openaicompat;

import java.util.Locale;
import java.util.Map;

/** By which of OpenAI's APIs a host is asked for the turns of a chat. */
public enum ChatApi {
    /** Chat completions, which every such host has. */
    CHAT,
    /** Responses: hosts that have it keep a model's reasoning over the turns, and run tools of their own. */
    RESPONSES;

    private static final String OPTION = "api";

    /**
     * What the options of a provider say.
     *
     * @throws IllegalArgumentException it is none of them
     */
    public static ChatApi of(Map<String, String> options) {
        String word = options.getOrDefault(OPTION, CHAT.word());
        for (ChatApi api : values()) {
            if (api.word().equals(word)) {
                return api;
            }
        }
        throw new IllegalArgumentException("options.%s is '%s' (expected: chat or responses)".formatted(OPTION, word));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
