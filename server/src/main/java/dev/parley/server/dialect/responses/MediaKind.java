package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.Words;
import org.jspecify.annotations.Nullable;

/** The content parts that carry media. */
enum MediaKind {
    INPUT_IMAGE(Form.INPUT_IMAGE),
    INPUT_FILE(Form.INPUT_FILE),
    INPUT_AUDIO(Form.INPUT_AUDIO);

    private final Form form;

    MediaKind(Form form) {
        this.form = form;
    }

    /** The part's type word. */
    String word() {
        return Words.of(this);
    }

    Form form() {
        return form;
    }

    /** The kind with this type word, or null. */
    static @Nullable MediaKind named(String word) {
        return Words.named(values(), word);
    }

    /** How this media part is written: as it came, else by its type. */
    static MediaKind of(Part part) {
        for (MediaKind kind : values()) {
            if (kind.form.in(part.getExtensionsList())) {
                return kind;
            }
        }
        return usual(part.getMedia());
    }

    /** How media of this type is written unless it came in another way. */
    static MediaKind usual(Media media) {
        String type = media.getMimeType();
        boolean untypedUri = type.isEmpty() && media.hasUri();
        if (untypedUri || type.startsWith("image/")) {
            return INPUT_IMAGE;
        }
        return type.startsWith("audio/") && media.hasData() ? INPUT_AUDIO : INPUT_FILE;
    }
}
