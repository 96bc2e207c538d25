package dev.parley.server.provider.builtin;

/**
 * An embedding model that runs in Parley's own process. None is part of the server; one that is on the class path is
 * found by {@link java.util.ServiceLoader} when Parley starts, and served under {@code builtin/} and its name. Making
 * one must cost nothing: it loads what it needs when it is first used. It must be thread-safe.
 */
public interface EmbeddingModel {
    /** Its name without {@code builtin/}. */
    String name();

    /** What it is, in a sentence. */
    String description();

    /** Length of its vectors. */
    int dimensions();

    /** Tokens of the longest input. */
    int inputTokens();

    /**
     * Tokens of a text, by the model's own tokenizer. Counts no further than just beyond {@link #inputTokens()}, so
     * that a text of any length costs no more. Blocks while the tokenizer is loaded.
     */
    int tokens(String text);

    /** The vector of a text that is not too long. Blocks while the model is loaded, and while it computes. */
    float[] embed(String text) throws Exception;
}
