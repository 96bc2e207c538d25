package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Media.SourceCase;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.MagicBytes;
import dev.parley.server.dialect.codec.Words;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content blocks that carry media. */
enum MediaKind {
    IMAGE,
    DOCUMENT;

    static final String PDF = "application/pdf";
    static final String TEXT = "text/";

    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    /** How OpenAI's file ids begin; no other provider has those files. */
    private static final String FOREIGN_FILE = "file-";

    /** The block's type word. */
    String word() {
        return Words.of(this);
    }

    /** How this media part is written: as it came, else by its type. Null if this dialect cannot say it. */
    static @Nullable MediaKind of(Part part) {
        Media media = part.getMedia();
        if (ClaudeForm.IMAGE.in(part.getExtensionsList()) && media.getSourceCase() == SourceCase.FILE_ID) {
            return IMAGE;
        }
        MediaKind kind = usual(media);
        boolean sendable = switch (media.getSourceCase()) {
            case DATA -> kind == DOCUMENT ? isDocument(type(media)) : IMAGES.contains(type(media));
            case URI -> kind == IMAGE || media.getMimeType().equals(PDF);
            case FILE_ID -> !media.getFileId().startsWith(FOREIGN_FILE);
            case SOURCE_NOT_SET -> false;
        };
        return sendable ? kind : null;
    }

    /** How media of this type is written unless it came in another way. */
    static MediaKind usual(Media media) {
        boolean untypedUri = media.hasUri() && media.getMimeType().isEmpty();
        return untypedUri || type(media).startsWith("image/") ? IMAGE : DOCUMENT;
    }

    /** The media type that the bytes tell, else the one that was declared (E-IMG-1). */
    static String type(Media media) {
        if (media.getMimeType().startsWith(TEXT)) {
            return media.getMimeType();
        }
        String seen = MagicBytes.type(media.getData());
        return seen.isEmpty() ? media.getMimeType() : seen;
    }

    private static boolean isDocument(String type) {
        return type.equals(PDF) || type.startsWith(TEXT);
    }
}
