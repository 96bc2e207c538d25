package dev.parley.server.dialect.openai;

import dev.parley.embedding.v1.Embedding;
import dev.parley.server.dialect.codec.Vectors;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;

/** How the vectors of an answer are written, by {@code encoding_format}. */
enum EmbeddingForm {
    FLOAT {
        @Override
        void write(Embedding vector, JsonWriter out) {
            out.beginArray();
            for (int i = 0; i < vector.getValuesCount(); i++) {
                out.value(vector.getValues(i));
            }
            out.endArray();
        }
    },
    BASE64 {
        @Override
        void write(Embedding vector, JsonWriter out) {
            out.value(Vectors.pack(vector));
        }
    };

    /** The form that stands next. */
    static EmbeddingForm read(JsonReader in) {
        return switch (in.type() == JsonReader.Type.STRING ? in.string() : "") {
            case "float" -> FLOAT;
            case "base64" -> BASE64;
            default -> throw in.unexpected("'float' or 'base64'");
        };
    }

    abstract void write(Embedding vector, JsonWriter out);
}
