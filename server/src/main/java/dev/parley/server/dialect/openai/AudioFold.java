package dev.parley.server.dialect.openai;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Opaque;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;

/**
 * The {@code audio} of an answer, which a stream sends in pieces. It becomes one opaque part at the answer's end, so
 * that its id, transcript and expiry stay together.
 */
final class AudioFold {
    private final Extras fields = new Extras();
    private final StringBuilder transcript = new StringBuilder();
    private ByteString data = ByteString.EMPTY;
    private boolean empty = true;

    /** Adds one {@code audio} object. */
    void add(String json) {
        empty = false;
        JsonReader in = JsonReader.of(json);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "data" -> data(Lenient.text(in));
                case "transcript" -> transcript.append(Lenient.text(in));
                default -> fields.keep(name, in);
            }
        }
    }

    boolean isEmpty() {
        return empty;
    }

    Opaque opaque() {
        if (!data.isEmpty()) {
            fields.keep("data", DataUri.encode(data));
        }
        if (!transcript.isEmpty()) {
            fields.keep("transcript", transcript.toString());
        }
        return AnswerParts.opaque("audio", fields.json()).getOpaque();
    }

    /** Each piece is base64 of its own, so pieces are joined as bytes. */
    private void data(String base64) {
        ByteString more = DataUri.decode(base64);
        data = more == null ? data : data.concat(more);
    }
}
