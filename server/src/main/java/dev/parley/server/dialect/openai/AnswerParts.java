package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Opaque;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Refusal;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Thought;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.ArrayList;
import java.util.List;

/** Reads the typed parts that some hosts answer with: {@code content} as a list, and {@code images}. */
final class AnswerParts {
    private AnswerParts() {}

    /** Reads the list that stands next. A kind that is not known becomes an opaque part. */
    static List<Part> list(JsonReader in) {
        List<Part> parts = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            parts.add(in.type() == JsonReader.Type.STRING ? text(in.string()) : part(in.raw()));
        }
        return parts;
    }

    private static Part part(String json) {
        JsonReader in = JsonReader.of(json);
        String type = "";
        String text = "";
        String url = "";
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "type" -> type = Lenient.text(in);
                case "text", "refusal" -> text = Lenient.text(in);
                case "thinking" -> text = thinking(in);
                case "image_url" -> url = url(in);
                default -> in.skip();
            }
        }
        return switch (type) {
            case "text", "output_text" -> text(text);
            case "thinking" ->
                Part.newBuilder().setThought(Thought.newBuilder().setText(text)).build();
            case "refusal" ->
                Part.newBuilder().setRefusal(Refusal.newBuilder().setText(text)).build();
            case "image_url" -> image(url);
            default -> opaque(type, json);
        };
    }

    static Part opaque(String type, String json) {
        return Part.newBuilder()
                .setOpaque(Opaque.newBuilder()
                        .setDialect(OpenAiDialect.NAME)
                        .setType(type)
                        .setJson(json))
                .build();
    }

    private static Part text(String text) {
        return Part.newBuilder().setText(Text.newBuilder().setText(text)).build();
    }

    /** A string, or a list of text parts. */
    private static String thinking(JsonReader in) {
        if (in.type() != JsonReader.Type.ARRAY) {
            return Lenient.text(in);
        }
        StringBuilder text = new StringBuilder();
        list(in).forEach(part -> text.append(part.getText().getText()));
        return text.toString();
    }

    /** A string, or an object with {@code url}. */
    private static String url(JsonReader in) {
        if (in.type() != JsonReader.Type.OBJECT) {
            return Lenient.text(in);
        }
        String url = "";
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("url")) {
                url = Lenient.text(in);
            } else {
                in.skip();
            }
        }
        return url;
    }

    private static Part image(String url) {
        DataUri inline = DataUri.parse(url);
        Media.Builder media = inline == null
                ? Media.newBuilder().setUri(url)
                : Media.newBuilder().setMimeType(inline.mimeType()).setData(inline.data());
        return Part.newBuilder().setMedia(media).build();
    }
}
