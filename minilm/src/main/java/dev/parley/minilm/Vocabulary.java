package dev.parley.minilm;

import dev.parley.server.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The model's pieces of words and their numbers, from the tokenizer file beside it. */
final class Vocabulary {
    private static final String FILE = "/all-minilm-l6-v2-q-tokenizer.json";

    private Vocabulary() {}

    static Map<String, Integer> read() {
        Map<String, Integer> pieces = new HashMap<>();
        JsonReader in = JsonReader.of(bytes());
        for (String part = in.beginObject(); part != null; part = in.nextField()) {
            if (part.equals("model")) {
                model(in, pieces);
            } else {
                in.skip();
            }
        }
        return pieces;
    }

    private static void model(JsonReader in, Map<String, Integer> pieces) {
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            if (field.equals("vocab")) {
                for (String piece = in.beginObject(); piece != null; piece = in.nextField()) {
                    pieces.put(piece, in.integer32());
                }
            } else {
                in.skip();
            }
        }
    }

    private static byte[] bytes() {
        try (InputStream in = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(FILE), FILE)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
