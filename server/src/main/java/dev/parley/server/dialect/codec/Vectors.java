package dev.parley.server.dialect.codec;

import dev.parley.embedding.v1.Embedding;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Vectors as hosts and callers write them: lists of numbers, or 32-bit floats, low byte first, in Base64. */
public final class Vectors {
    private Vectors() {}

    /**
     * The vector that stands next, in either form.
     *
     * @throws JsonException it is none
     */
    public static Embedding read(JsonReader in) {
        return in.type() == JsonReader.Type.STRING ? packed(in) : listed(in);
    }

    /** The vector's bytes in Base64. */
    public static String pack(Embedding vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.getValuesCount() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < vector.getValuesCount(); i++) {
            bytes.putFloat(vector.getValues(i));
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static Embedding listed(JsonReader in) {
        Embedding.Builder vector = Embedding.newBuilder();
        in.beginArray();
        while (in.nextElement()) {
            vector.addValues(in.float32());
        }
        return vector.build();
    }

    private static Embedding packed(JsonReader in) {
        String path = in.path();
        ByteBuffer bytes = bytes(in.string(), path).order(ByteOrder.LITTLE_ENDIAN);
        Embedding.Builder vector = Embedding.newBuilder();
        while (bytes.hasRemaining()) {
            vector.addValues(bytes.getFloat());
        }
        return vector.build();
    }

    private static ByteBuffer bytes(String text, String path) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length % Float.BYTES == 0) {
                return ByteBuffer.wrap(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw notPacked(path);
        }
        throw notPacked(path);
    }

    private static JsonException notPacked(String path) {
        return Faults.invalid(path, "a string", "numbers, or 32-bit floats in Base64");
    }
}
