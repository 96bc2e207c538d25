package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Media.SourceCase;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.Words;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content parts that carry media, and which sources each can hold. */
enum MediaKind {
    IMAGE_URL(Form.IMAGE_URL, SourceCase.DATA, SourceCase.URI),
    VIDEO_URL(Form.VIDEO_URL, SourceCase.DATA, SourceCase.URI),
    INPUT_AUDIO(Form.INPUT_AUDIO, SourceCase.DATA),
    FILE(Form.FILE, SourceCase.DATA, SourceCase.FILE_ID);

    private final Form form;
    private final Set<SourceCase> sources;

    MediaKind(Form form, SourceCase first, SourceCase... more) {
        this.form = form;
        this.sources = EnumSet.of(first, more);
    }

    /** The part's type word, which is also the name of the field with its payload. */
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

    /** How this media part is written: as it came, else by its type. Null if this dialect cannot say it. */
    static @Nullable MediaKind of(Part part) {
        SourceCase source = part.getMedia().getSourceCase();
        for (MediaKind kind : values()) {
            if (kind.form.in(part.getExtensionsList()) && kind.sources.contains(source)) {
                return kind;
            }
        }
        MediaKind kind = usual(part.getMedia());
        return kind.sources.contains(source) ? kind : null;
    }

    /** How media of this type is written unless it came in another way. */
    static MediaKind usual(Media media) {
        String type = media.getMimeType();
        boolean untypedUri = type.isEmpty() && media.getSourceCase() == SourceCase.URI;
        if (media.getSourceCase() == SourceCase.FILE_ID) {
            return FILE;
        }
        if (untypedUri || type.startsWith("image/")) {
            return IMAGE_URL;
        }
        if (type.startsWith("video/")) {
            return VIDEO_URL;
        }
        return type.startsWith("audio/") ? INPUT_AUDIO : FILE;
    }
}
