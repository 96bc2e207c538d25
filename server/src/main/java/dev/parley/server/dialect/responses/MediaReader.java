package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.AudioFormat;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.MediaSource;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;

/** Reads the fields of content parts that carry media. No address is ever fetched. */
final class MediaReader {
    /** What the API takes as files are documents; an address does not tell. */
    private static final String DOCUMENT = "application/pdf";

    private static final Shape<MediaReader> AUDIO = new Shape<MediaReader>()
            .with("data", (in, to) -> to.media.setData(MediaSource.base64(in)))
            .with("format", (in, to) -> to.media.setMimeType(AudioFormat.mimeType(in.string())));

    private final Media.Builder media = Media.newBuilder();

    /** Adds the fields to those of a content part. */
    static Shape<ContentReader> fields(Shape<ContentReader> part) {
        return part.with("image_url", (in, to) -> MediaSource.url(in, to.media.media))
                .with("file_url", (in, to) -> to.media.file(in))
                .with("file_data", (in, to) -> MediaSource.data(in, to.media.media))
                .with("file_id", (in, to) -> to.media.id(in, to.extras))
                .with("filename", (in, to) -> to.media.media.setFilename(in.string()))
                .with("detail", (in, to) -> to.media.media.setDetail(in.string()))
                .with("input_audio", (in, to) -> to.media.audio(in, to.extras));
    }

    /** Sets the media, which came as this kind of part. */
    void addTo(Part.Builder part, MediaKind kind, String path) {
        if (media.getSourceCase() == Media.SourceCase.SOURCE_NOT_SET) {
            throw Faults.missing(path
                    + switch (kind) {
                        case INPUT_IMAGE -> ".image_url";
                        case INPUT_FILE -> ".file_data";
                        case INPUT_AUDIO -> ".input_audio.data";
                    });
        }
        if (kind == MediaKind.INPUT_AUDIO && media.getMimeType().isEmpty()) {
            throw Faults.missing(path + ".input_audio.format");
        }
        part.setMedia(media);
        if (MediaKind.usual(part.getMedia()) != kind) {
            part.addExtensions(kind.form().mark());
        }
    }

    private void file(JsonReader in) {
        media.setUri(MediaSource.address(in)).setMimeType(DOCUMENT);
    }

    /** Of a file that is sent too, the id is kept aside. */
    private void id(JsonReader in, Extras extras) {
        if (media.hasData()) {
            extras.keep("file_id", in.string());
        } else {
            media.setFileId(in.string());
        }
    }

    private void audio(JsonReader in, Extras extras) {
        Extras inner = new Extras();
        AUDIO.read(in, this, inner);
        extras.keep("input_audio", inner);
    }
}
