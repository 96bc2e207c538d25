package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Text;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** Reads one content part. Its type may stand after its payload. */
final class PartReader {
    private static final Shape<PartReader> FIELDS = fields();

    private final Extras extras = new Extras();
    private String type = "";
    private @Nullable String text;
    private @Nullable String refusal;
    private @Nullable MediaKind kind;
    private @Nullable Media media;

    private PartReader() {}

    /** Reads the part that stands next. */
    static Part read(JsonReader in) {
        PartReader part = new PartReader();
        FIELDS.read(in, part, part.extras);
        return part.build(in.path());
    }

    private static Shape<PartReader> fields() {
        Shape<PartReader> fields = new Shape<PartReader>()
                .with("type", (in, to) -> to.type = in.string())
                .with("text", (in, to) -> to.text = in.string())
                .with("refusal", (in, to) -> to.refusal = in.string());
        for (MediaKind kind : MediaKind.values()) {
            fields.with(kind.word(), (in, to) -> to.media(kind, in));
        }
        return fields;
    }

    private void media(MediaKind payload, JsonReader in) {
        kind = payload;
        media = MediaReader.read(payload, in, extras);
    }

    private Part build(String path) {
        Part.Builder part = Part.newBuilder();
        switch (Faults.requireText(type, path + ".type")) {
            case "text" -> part.setText(Text.newBuilder().setText(Faults.require(text, path + ".text")));
            case "refusal" ->
                part.setRefusal(Refusal.newBuilder().setText(Faults.require(refusal, path + ".refusal")))
                        .addExtensions(Form.REFUSAL_PART.mark());
            default -> addMedia(part, path);
        }
        extras.addTo(OpenAiDialect.NAME, part::addExtensions);
        return part.build();
    }

    private void addMedia(Part.Builder part, String path) {
        MediaKind wanted = MediaKind.named(type);
        if (wanted == null) {
            String known = "text, refusal, image_url, video_url, input_audio or file";
            throw Faults.invalid(path + ".type", '\'' + type + '\'', known);
        }
        if (media == null || kind != wanted) {
            throw Faults.missing(path + '.' + type);
        }
        part.setMedia(media);
        if (MediaKind.usual(media) != wanted) {
            part.addExtensions(wanted.form().mark());
        }
    }
}
