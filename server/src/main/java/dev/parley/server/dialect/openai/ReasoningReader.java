package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Thought;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** What an assistant's turn thought, under the three names that hosts have for it (E-RSN-1). */
final class ReasoningReader {
    private static final Shape<StringBuilder> ENTRY =
            new Shape<StringBuilder>().with("text", ReasoningReader::append).with("summary", ReasoningReader::append);

    private @Nullable String content;
    private @Nullable String reasoning;
    private @Nullable String details;

    /** Takes {@code reasoning_content}. */
    void content(JsonReader in) {
        content = in.string();
    }

    /** Takes {@code reasoning}. */
    void reasoning(JsonReader in) {
        reasoning = in.string();
    }

    /** Takes {@code reasoning_details}: a list whose entries may be signed, so it is kept as it is. */
    void details(JsonReader in) {
        if (in.type() != JsonReader.Type.ARRAY) {
            throw in.unexpected("a list");
        }
        details = in.raw();
    }

    /** The thought; null if there was none. */
    @Nullable
    Part part() {
        Extras extras = new Extras();
        Part.Builder part = Part.newBuilder();
        if (details != null) {
            extras.keepRaw("reasoning_details", details);
        }
        if (content != null) {
            part.setThought(Thought.newBuilder().setText(content));
            if (reasoning != null) {
                extras.keep("reasoning", reasoning);
            }
        } else if (reasoning != null) {
            part.setThought(Thought.newBuilder().setText(reasoning)).addExtensions(Form.REASONING.mark());
        } else if (details != null) {
            part.setThought(Thought.newBuilder().setText(text(details))).addExtensions(Form.REASONING_DETAILS.mark());
        } else {
            return null;
        }
        extras.addTo(OpenAiDialect.NAME, part::addExtensions);
        return part.build();
    }

    private static String text(String list) {
        StringBuilder text = new StringBuilder();
        JsonReader in = JsonReader.of(list);
        in.beginArray();
        while (in.nextElement()) {
            if (in.type() == JsonReader.Type.OBJECT) {
                ENTRY.read(in, text, new Extras());
            } else {
                in.skip();
            }
        }
        return text.toString();
    }

    private static void append(JsonReader in, StringBuilder text) {
        if (in.type() == JsonReader.Type.STRING) {
            text.append(in.string());
        } else {
            in.skip();
        }
    }
}
