package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Text;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Faults;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.dialect.codec.TextOrParts;
import dev.parley.server.json.JsonReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one content part of a message or of a tool's output. */
final class ContentReader {
    private static final Shape<ContentReader> FIELDS = MediaReader.fields(new Shape<ContentReader>()
            .with("type", (in, to) -> to.type = in.string())
            .with("text", (in, to) -> to.text = in.string())
            .with("refusal", (in, to) -> to.refusal = in.string())
            .with("annotations", (in, to) -> to.citations.addAllCitations(ResponsesCitation.list(in)))
            .with("logprobs", (in, to) -> to.logprobs(in)));

    final MediaReader media = new MediaReader();
    final Extras extras = new Extras();
    private final Text.Builder citations = Text.newBuilder();
    private String type = "";
    private @Nullable String text;
    private @Nullable String refusal;

    private ContentReader() {}

    /** Reads the content that stands next: one string, or a list of parts. */
    static TextOrParts content(JsonReader in) {
        return TextOrParts.read(in, "content parts", ContentReader::part);
    }

    /** Whether a string says the same as these parts. */
    static boolean plain(List<Part> parts) {
        return parts.isEmpty()
                || parts.size() == 1
                        && parts.getFirst().hasText()
                        && parts.getFirst().getText().getCitationsCount() == 0
                        && parts.getFirst().getExtensionsCount() == 0;
    }

    private static Part part(JsonReader in) {
        ContentReader reader = new ContentReader();
        FIELDS.read(in, reader, reader.extras);
        return reader.build(in.path());
    }

    /** An answer's text always has the list, mostly an empty one. */
    private void logprobs(JsonReader in) {
        String list = in.raw();
        if (!Logprobs.NONE.equals(list)) {
            extras.keepRaw("logprobs", list);
        }
    }

    private Part build(String path) {
        Part.Builder part = Part.newBuilder();
        switch (Faults.requireText(type, path + ".type")) {
            case "input_text", "output_text", "text" ->
                part.setText(citations.setText(Faults.require(text, path + ".text")));
            case "refusal" -> part.setRefusal(Refusal.newBuilder().setText(Faults.require(refusal, path + ".refusal")));
            default -> media.addTo(part, kind(path), path);
        }
        extras.addTo(ResponsesDialect.NAME, part::addExtensions);
        return part.build();
    }

    private MediaKind kind(String path) {
        MediaKind kind = MediaKind.named(type);
        if (kind == null) {
            String known = "input_text, output_text, refusal, input_image, input_file or input_audio";
            throw Faults.invalid(path + ".type", '\'' + type + '\'', known);
        }
        return kind;
    }
}
