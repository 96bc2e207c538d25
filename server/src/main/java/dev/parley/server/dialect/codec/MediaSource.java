package dev.parley.server.dialect.codec;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Media;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;

/**
 * Reads where the content of media comes from: an address, or the bytes themselves as base64. No address is ever
 * fetched. What is neither fails with a {@link JsonException} that names the field.
 */
public final class MediaSource {
    private MediaSource() {}

    /** Reads the http, https or data URL that stands next. */
    public static void url(JsonReader in, Media.Builder media) {
        if (DataUri.is(in.string())) {
            data(in, media);
        } else {
            media.setUri(address(in));
        }
    }

    /** Reads the http or https URL that stands next. */
    public static String address(JsonReader in) {
        String url = in.string();
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            throw in.unexpected("an http, https or data URL");
        }
        return url;
    }

    /** Reads the data URL, whose media type counts, or the bare base64 that stands next. */
    public static void data(JsonReader in, Media.Builder media) {
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

    /** Reads the bare base64 that stands next. */
    public static ByteString base64(JsonReader in) {
        ByteString data = DataUri.decode(in.string());
        if (data == null) {
            throw in.unexpected("base64");
        }
        return data;
    }
}
