package dev.parley.server.dialect.gemini;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.Media;
import dev.parley.chat.v1.Signature;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.DataUri;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * One part of an answer as it came.
 *
 * @param signature its proof; null if there is none
 */
record GeminiPart(Kind kind, @Nullable Signature signature) {
    /** What the part is. */
    sealed interface Kind {}

    /** Text that is said, or thought. */
    record Said(String text, boolean thought) implements Kind {}

    /** A function's call; {@code id} is empty if there is none. */
    record Call(String id, String name, String argumentsJson) implements Kind {}

    /** Media with all its bytes, or with its address. */
    record File(Media media) implements Kind {}

    /** A part of a type that the contract does not model, which is the name of the field it has. */
    record Other(String type, String json) implements Kind {}

    /** Reads the object that stands next. */
    static GeminiPart read(JsonReader in) {
        String json = in.raw();
        return new Reading().read(json);
    }

    private static final class Reading {
        private @Nullable Kind kind;
        private @Nullable String text;
        private @Nullable Signature signature;
        private boolean thought;

        GeminiPart read(String json) {
            JsonReader in = JsonReader.of(json);
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                field(name, in, json);
            }
            if (kind == null) {
                kind = new Said(text == null ? "" : text, thought);
            }
            return new GeminiPart(kind, signature);
        }

        private void field(String name, JsonReader in, String json) {
            switch (name) {
                case "text" -> text = Lenient.text(in);
                case "thought" -> thought = in.type() == JsonReader.Type.BOOLEAN ? in.bool() : skipped(in);
                case "thoughtSignature", "thought_signature" -> signature = signature(Lenient.text(in));
                case "functionCall" -> kind = call(in);
                case "inlineData" -> kind = new File(inline(in));
                case "fileData" -> kind = new File(file(in));
                case "partMetadata", "videoMetadata", "mediaResolution" -> in.skip();
                default -> {
                    in.skip();
                    kind = new Other(name, json);
                }
            }
        }

        private static boolean skipped(JsonReader in) {
            in.skip();
            return false;
        }

        private static @Nullable Signature signature(String value) {
            return value.isEmpty()
                    ? null
                    : Signature.newBuilder()
                            .setDialect(GeminiDialect.NAME)
                            .setValue(ByteString.copyFromUtf8(value))
                            .build();
        }

        private static Call call(JsonReader in) {
            String id = "";
            String function = "";
            String arguments = "{}";
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                switch (name) {
                    case "id" -> id = Lenient.text(in);
                    case "name" -> function = Lenient.text(in);
                    case "args" -> arguments = in.isNull() ? skippedObject(in) : in.raw();
                    default -> in.skip();
                }
            }
            if (function.isEmpty()) {
                throw BadAnswer.malformed("a function call has no name.");
            }
            return new Call(id, function, arguments);
        }

        private static String skippedObject(JsonReader in) {
            in.skip();
            return "{}";
        }

        private static Media inline(JsonReader in) {
            Media.Builder media = Media.newBuilder();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                switch (name) {
                    case "mimeType" -> media.setMimeType(Lenient.text(in));
                    case "data" -> media.setData(bytes(Lenient.text(in)));
                    default -> in.skip();
                }
            }
            return media.build();
        }

        private static ByteString bytes(String base64) {
            ByteString data = DataUri.decode(base64);
            if (data == null) {
                throw BadAnswer.malformed("its media are not base64.");
            }
            return data;
        }

        private static Media file(JsonReader in) {
            Media.Builder media = Media.newBuilder();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                switch (name) {
                    case "mimeType" -> media.setMimeType(Lenient.text(in));
                    case "fileUri" -> media.setUri(Lenient.text(in));
                    default -> in.skip();
                }
            }
            return media.build();
        }
    }
}
