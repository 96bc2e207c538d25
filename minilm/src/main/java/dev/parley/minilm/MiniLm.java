package dev.parley.minilm;

import ai.onnxruntime.OrtException;
import dev.parley.server.provider.builtin.EmbeddingModel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The model as Parley finds it. What it loads, some 100 MB, it loads once for the process, when it is first used. */
public final class MiniLm implements EmbeddingModel {
    /** As many as the model has places for, but for the two that it puts around a text. */
    private static final int INPUT_TOKENS = 510;

    private static @Nullable WordPiece tokenizer;
    private static @Nullable Encoder encoder;

    @Override
    public String name() {
        return "minilm";
    }

    @Override
    public String description() {
        return "Makes embeddings of 384 numbers without a network: all-MiniLM-L6-v2, English above all.";
    }

    @Override
    public int dimensions() {
        return Encoder.DIMENSIONS;
    }

    @Override
    public int inputTokens() {
        return INPUT_TOKENS;
    }

    @Override
    public int tokens(String text) {
        return tokenizer().encode(text, INPUT_TOKENS + 1).length;
    }

    @Override
    public float[] embed(String text) throws OrtException, IOException {
        return encoder().encode(tokenizer().encode(text, INPUT_TOKENS));
    }

    private static synchronized WordPiece tokenizer() {
        if (tokenizer == null) {
            tokenizer = new WordPiece(Vocabulary.read());
        }
        return tokenizer;
    }

    private static synchronized Encoder encoder() throws OrtException, IOException {
        if (encoder == null) {
            encoder = Encoder.load();
        }
        return encoder;
    }
}
