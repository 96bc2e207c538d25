package dev.parley.server.dialect.codec;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.server.json.JsonReader;

/**
 * Who uses the caller's program, by the two fields that OpenAI's APIs for turns have for it: {@code user} and the newer
 * {@code safety_identifier}. One a request.
 */
public final class EndUser {
    private String user = "";
    private String safetyIdentifier = "";

    /** Reads the {@code user} that stands next. */
    public void user(JsonReader in) {
        user = in.string();
    }

    /** Reads the {@code safety_identifier} that stands next. */
    public void safetyIdentifier(JsonReader in) {
        safetyIdentifier = in.string();
    }

    /**
     * Sets the end user: {@code user}, else {@code safety_identifier}. If both were given, the extras keep the latter.
     *
     * @param form says that it came as {@code safety_identifier} alone
     */
    public void addTo(ChatRequest.Builder chat, Extras extras, Extension form) {
        chat.setEndUser(user.isEmpty() ? safetyIdentifier : user);
        if (user.isEmpty() && !safetyIdentifier.isEmpty()) {
            chat.addExtensions(form);
        } else if (!safetyIdentifier.isEmpty()) {
            extras.keep("safety_identifier", safetyIdentifier);
        }
    }
}
