package dev.parley.server.provider;

/**
 * A provider with models that make pictures. Its {@link Provider#chat} answers a request whose
 * {@code output_format.image} is set with media, a candidate for each picture, all of them or an error.
 */
public interface ImageMaker {
    /** Whether a model may make pictures, as far as its name tells; its host may know better. Does not block. */
    boolean makesImages(String model);
}
