package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonWriter;
import java.util.Objects;

/** Writes images and documents. */
final class MediaWriter {
    private MediaWriter() {}

    /** Writes media that can be sent into its block. */
    static void write(Part part, MergedObject block, JsonWriter out) {
        Media media = part.getMedia();
        MediaKind kind = Objects.requireNonNull(MediaKind.of(part), "media that can be sent");
        block.name("type").value(kind.word());
        MergedObject source = block.inner("source");
        switch (media.getSourceCase()) {
            case URI -> {
                source.name("type").value("url");
                source.name("url").value(media.getUri());
            }
            case FILE_ID -> {
                source.name("type").value("file");
                source.name("file_id").value(media.getFileId());
            }
            case DATA, SOURCE_NOT_SET -> data(media, source);
        }
        source.end();
        if (kind == MediaKind.DOCUMENT) {
            block.text("title", media.getFilename());
        }
    }

    /** Text of any kind goes as plain text, the only one that hosts take. */
    private static void data(Media media, MergedObject source) {
        String type = MediaKind.type(media);
        boolean text = type.startsWith(MediaKind.TEXT);
        source.name("type").value(text ? "text" : "base64");
        source.name("media_type").value(text ? "text/plain" : type);
        source.name("data").value(text ? media.getData().toStringUtf8() : DataUri.encode(media.getData()));
    }
}
