package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Media;
import dev.parley.server.dialect.codec.AudioFormat;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.MediaSource;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import java.util.Map;

/** Reads the payloads of content parts that carry media. No address is ever fetched. */
final class MediaReader {
    private static final Shape<Media.Builder> URL = new Shape<Media.Builder>()
            .with("url", MediaSource::url)
            .with("detail", (in, to) -> to.setDetail(in.string()));
    private static final Shape<Media.Builder> AUDIO = new Shape<Media.Builder>()
            .with("data", (in, to) -> to.setData(MediaSource.base64(in)))
            .with("format", (in, to) -> to.setMimeType(AudioFormat.mimeType(in.string())));
    private static final Shape<FileDraft> FILE = new Shape<FileDraft>()
            .with("file_data", (in, to) -> MediaSource.data(in, to.media))
            .with("file_id", (in, to) -> to.id = in.string())
            .with("filename", (in, to) -> to.media.setFilename(in.string()));
    private static final Map<MediaKind, String> SOURCE = Map.of(
            MediaKind.IMAGE_URL,
            "url",
            MediaKind.VIDEO_URL,
            "url",
            MediaKind.INPUT_AUDIO,
            "data",
            MediaKind.FILE,
            "file_data");

    private MediaReader() {}

    /** Reads the payload that stands next; fields it does not know go to the part's extras. */
    static Media read(MediaKind kind, JsonReader in, Extras extras) {
        Media.Builder media = Media.newBuilder();
        Extras inner = new Extras();
        switch (kind) {
            case IMAGE_URL, VIDEO_URL -> url(in, media, inner);
            case INPUT_AUDIO -> AUDIO.read(in, media, inner);
            case FILE -> file(in, media, inner);
        }
        if (media.getSourceCase() == Media.SourceCase.SOURCE_NOT_SET) {
            throw Faults.missing(in.path() + '.' + SOURCE.get(kind));
        }
        if (kind == MediaKind.INPUT_AUDIO && media.getMimeType().isEmpty()) {
            throw Faults.missing(in.path() + ".format");
        }
        extras.keep(kind.word(), inner);
        return media.build();
    }

    private static void url(JsonReader in, Media.Builder media, Extras inner) {
        if (in.type() == JsonReader.Type.STRING) {
            MediaSource.url(in, media);
        } else {
            URL.read(in, media, inner);
        }
    }

    private static void file(JsonReader in, Media.Builder media, Extras inner) {
        FileDraft file = new FileDraft(media);
        FILE.read(in, file, inner);
        if (media.hasData() && !file.id.isEmpty()) {
            inner.keep("file_id", file.id);
        } else if (!file.id.isEmpty()) {
            media.setFileId(file.id);
        }
    }

    private static final class FileDraft {
        private final Media.Builder media;
        private String id = "";

        private FileDraft(Media.Builder media) {
            this.media = media;
        }
    }
}
