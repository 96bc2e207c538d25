package dev.parley.server.dialect.openai;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.StableId;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/**
 * The {@code audio} of an answer, which a stream sends in pieces. It becomes one opaque part at the answer's end, so
 * that its id, transcript and expiry stay together. Of a stream each piece is also an opaque event of its own, for
 * those who listen while it comes.
 */
final class AudioFold {
    /** The type of the part. */
    private static final String WHOLE = "audio";
    /** The type of the events. */
    private static final String DELTA = "audio.delta";

    private final Extras fields = new Extras();
    private final StringBuilder transcript = new StringBuilder();
    private ByteString data = ByteString.EMPTY;
    private boolean hasTranscript;
    private boolean empty = true;

    /** Adds one {@code audio} object. */
    void add(String json) {
        empty = false;
        JsonReader in = JsonReader.of(json);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "data" -> data(Lenient.text(in));
                case "transcript" -> {
                    hasTranscript = true;
                    transcript.append(Lenient.text(in));
                }
                default -> fields.keep(name, in);
            }
        }
    }

    /** The event of one piece. */
    static ChatEvent delta(int candidate, String json) {
        return ChatEvent.newBuilder()
                .setCandidate(candidate)
                .setOpaque(AnswerParts.opaque(DELTA, json).getOpaque())
                .build();
    }

    /** Whether it is what this makes of an answer's audio. */
    static boolean isWhole(Opaque opaque) {
        return opaque.getDialect().equals(OpenAiDialect.NAME)
                && opaque.getType().equals(WHOLE);
    }

    /** Whether it is a piece of an answer's audio. */
    static boolean isDelta(Opaque opaque) {
        return opaque.getDialect().equals(OpenAiDialect.NAME)
                && opaque.getType().equals(DELTA);
    }

    /** Whether an answer's media is to be heard. */
    static boolean isAudio(Media media) {
        return media.getMimeType().startsWith("audio/") && media.hasData();
    }

    /** A piece for what another dialect's host says; the first one has an id, which cannot be referred to later on. */
    static String said(Media media, boolean first) {
        String data = DataUri.encode(media.getData());
        byte[] json = JsonWriter.document(out -> {
            out.beginObject();
            if (first) {
                out.field("id", StableId.of("audio_", data)).field("expires_at", 0);
            }
            out.field("data", data).field("transcript", "").endObject();
        });
        return new String(json, StandardCharsets.UTF_8);
    }

    boolean isEmpty() {
        return empty;
    }

    Opaque opaque() {
        if (!data.isEmpty()) {
            fields.keep("data", DataUri.encode(data));
        }
        if (hasTranscript) {
            fields.keep("transcript", transcript.toString());
        }
        return AnswerParts.opaque(WHOLE, fields.json()).getOpaque();
    }

    /** Each piece is base64 of its own, so pieces are joined as bytes. */
    private void data(String base64) {
        ByteString more = DataUri.decode(base64);
        data = more == null ? data : data.concat(more);
    }
}
