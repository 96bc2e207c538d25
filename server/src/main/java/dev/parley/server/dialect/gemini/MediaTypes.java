package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.Media;
import dev.parley.server.dialect.codec.MagicBytes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The types of media that hosts take, and how one tells a medium's type. */
final class MediaTypes {
    private static final String TEXT = "text/";

    /** What is not here is refused by every host. */
    private static final Set<String> TAKEN = Set.of(
            "application/pdf",
            "audio/aac",
            "audio/aiff",
            "audio/flac",
            "audio/m4a",
            "audio/mp3",
            "audio/mp4",
            "audio/mpeg",
            "audio/ogg",
            "audio/opus",
            "audio/pcm",
            "audio/wav",
            "audio/webm",
            "image/heic",
            "image/heif",
            "image/jpeg",
            "image/png",
            "image/webp",
            "video/3gpp",
            "video/avi",
            "video/mov",
            "video/mp4",
            "video/mpeg",
            "video/mpg",
            "video/quicktime",
            "video/webm",
            "video/wmv",
            "video/x-flv");

    /** Types by how a file's name ends, for files that only their address is known of. */
    private static final Map<String, String> ENDINGS = Map.of(
            "gif", "image/gif",
            "jpeg", "image/jpeg",
            "jpg", "image/jpeg",
            "mov", "video/quicktime",
            "mp3", "audio/mp3",
            "mp4", "video/mp4",
            "pdf", "application/pdf",
            "png", "image/png",
            "wav", "audio/wav",
            "webp", "image/webp");

    private MediaTypes() {}

    /** The type that the bytes tell, else the declared one, else what the name ends with; empty if nothing tells. */
    static String of(Media media) {
        String seen = media.getMimeType().startsWith(TEXT) ? "" : MagicBytes.type(media.getData());
        if (!seen.isEmpty()) {
            return seen;
        }
        return media.getMimeType().isEmpty() ? ofName(media) : plain(media.getMimeType());
    }

    /** Whether hosts take this type. */
    static boolean taken(String type) {
        return TAKEN.contains(type) || type.startsWith(TEXT);
    }

    private static String plain(String type) {
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return bare.equals("image/jpg") ? "image/jpeg" : bare;
    }

    private static String ofName(Media media) {
        String place = media.hasUri() ? media.getUri() : media.getFileId() + media.getFilename();
        String name = place.split("[?#]", 2)[0];
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.getOrDefault(ending, "");
    }
}
