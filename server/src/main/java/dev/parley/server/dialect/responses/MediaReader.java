package dev.parley.server.dialect.responses;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.server.dialect.codec.AudioFormat;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;

/** Reads the fields of content parts that carry media. No address is ever fetched. */
final class MediaReader {
    /** What the API takes as files are documents; an address does not tell. */
    private static final String DOCUMENT = "application/pdf";

    private static final Shape<MediaReader> AUDIO = new Shape<MediaReader>()
            .with("data", (in, to) -> to.media.setData(base64(in)))
            .with("format", (in, to) -> to.media.setMimeType(AudioFormat.mimeType(in.string())));

    private final Media.Builder media = Media.newBuilder();

    /** Adds the fields to those of a content part. */
    static Shape<ContentReader> fields(Shape<ContentReader> part) {
        return part.with("image_url", (in, to) -> to.media.image(in))
                .with("file_url", (in, to) -> to.media.file(in))
                .with("file_data", (in, to) -> to.media.data(in))
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

    private void image(JsonReader in) {
        String url = in.string();
        if (DataUri.is(url)) {
            data(in);
        } else {
            media.setUri(http(in));
        }
    }

    private void file(JsonReader in) {
        media.setUri(http(in)).setMimeType(DOCUMENT);
    }

    private static String http(JsonReader in) {
        String url = in.string();
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            throw in.unexpected("an http, https or data URL");
        }
        return url;
    }

    private void data(JsonReader in) {
        String text = in.string();
        if (!DataUri.is(text)) {
            media.setData(base64(in));
            return;
        }
        DataUri uri = DataUri.parse(text);
        if (uri == null) {
            throw in.unexpected("a data URL with base64 content");
        }
        media.setMimeType(uri.mimeType()).setData(uri.data());
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

    private static ByteString base64(JsonReader in) {
        ByteString data = DataUri.decode(in.string());
        if (data == null) {
            throw in.unexpected("base64");
        }
        return data;
    }
}
