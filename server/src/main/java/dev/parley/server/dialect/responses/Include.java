package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.codec.Extras;

/**
 * What a caller wants to have beside the answer. The list stays as it was given; what is in it for hosted tools is lost
 * with those alone.
 */
enum Include {
    ENCRYPTED("reasoning.encrypted_content"),
    LOGPROBS("message.output_text.logprobs");

    static final String FIELD = "include";

    private final String word;

    Include(String word) {
        this.word = word;
    }

    /** As in the list. */
    String word() {
        return word;
    }

    /** Whether this request names it. */
    boolean in(ChatRequest request) {
        return request.getExtensionsList().stream().anyMatch(this::in);
    }

    /** The list as the request keeps it. */
    static Extension kept(String list) {
        Extras fields = new Extras();
        fields.keepRaw(FIELD, list);
        return Extras.extension(ResponsesDialect.NAME + Drops.FORM, fields.json());
    }

    private boolean in(Extension extension) {
        return extension.getDialect().equals(ResponsesDialect.NAME + Drops.FORM)
                && extension.getJson().contains(Extras.quoted(word));
    }
}
