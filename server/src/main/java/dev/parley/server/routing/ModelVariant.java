package dev.parley.server.routing;

/**
 * How a model is to be used that a name stands for (GM-40), beside which model it is. What a request itself says beats
 * it (GM-41).
 *
 * @param fakeStreaming whether streams are cut from a whole answer
 * @param antiTruncation whether answers that were cut off are continued
 * @param search whether the provider's web search is on
 * @param image whether it makes images
 * @param stream whether it may be streamed
 */
public record ModelVariant(
        boolean fakeStreaming,
        boolean antiTruncation,
        Thinking thinking,
        boolean search,
        boolean image,
        boolean stream) {
    /** Nothing special. */
    public static final ModelVariant PLAIN = new ModelVariant(false, false, Thinking.AUTO, false, false, true);
}
