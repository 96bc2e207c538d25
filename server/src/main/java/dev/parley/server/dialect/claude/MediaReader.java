package dev.parley.server.dialect.claude;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Media;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.MediaSource;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.Set;

/** Reads the sources of images and documents. No address is ever fetched. */
final class MediaReader {
    private static final Set<String> IMAGE_SOURCES = Set.of("base64", "url", "file");
    private static final Set<String> DOCUMENT_SOURCES = Set.of("base64", "url", "file", "text");

    private static final Shape<Media.Builder> BASE64 = source().with(
                    "data", (in, to) -> to.setData(MediaSource.base64(in)))
            .with("media_type", MediaReader::mimeType);
    private static final Shape<Media.Builder> TEXT = source().with(
                    "data", (in, to) -> to.setData(ByteString.copyFromUtf8(in.string())))
            .with("media_type", MediaReader::mimeType);
    private static final Shape<Media.Builder> URL = source().with("url", (in, to) -> to.setUri(in.string()));
    private static final Shape<Media.Builder> FILE = source().with("file_id", (in, to) -> to.setFileId(in.string()));

    private MediaReader() {}

    /** Whether a block of this type with this source is modelled. */
    static boolean knows(String block, String source) {
        return (block.equals("image") ? IMAGE_SOURCES : DOCUMENT_SOURCES).contains(source);
    }

    /** Reads the {@code source} that stands next, of a block of this type. Unknown fields go to the extras. */
    static Media read(String block, JsonReader in, Extras extras) {
        Media.Builder media = Media.newBuilder();
        Extras inner = new Extras();
        String type = in.peek("type");
        switch (type) {
            case "base64" -> BASE64.read(in, media, inner);
            case "text" -> TEXT.read(in, media, inner);
            case "url" -> URL.read(in, media, inner);
            default -> FILE.read(in, media, inner);
        }
        if (media.getSourceCase() == Media.SourceCase.SOURCE_NOT_SET) {
            throw Faults.missing(in.path() + '.' + field(type));
        }
        if (media.hasData()) {
            Faults.requireText(media.getMimeType(), in.path() + ".media_type");
        } else if (media.hasUri() && block.equals("document")) {
            media.setMimeType(MediaKind.PDF);
        }
        extras.keep("source", inner);
        return media.build();
    }

    private static Shape<Media.Builder> source() {
        return new Shape<Media.Builder>().with("type", (in, to) -> in.skip());
    }

    private static String field(String type) {
        return switch (type) {
            case "url" -> "url";
            case "file" -> "file_id";
            default -> "data";
        };
    }

    private static void mimeType(JsonReader in, Media.Builder media) {
        media.setMimeType(in.string());
    }
}
