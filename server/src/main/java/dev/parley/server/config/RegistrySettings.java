package dev.parley.server.config;

import java.util.List;

/**
 * The model registry.
 *
 * @param variants whether names that are variants of entries are listed and may be used (GM-40)
 * @param seedDefaults whether a registry that was never used begins with the default entries (MA-46); {@code AUTO}: if
 *     an enabled profile lists the registry's models
 * @param fakeStreamingPrefixes what stands before the name of a model whose streams are cut from a whole answer
 * @param antiTruncationPrefixes the same for a model whose answers are continued where they were cut off
 */
public record RegistrySettings(
        boolean variants,
        Toggle seedDefaults,
        List<String> fakeStreamingPrefixes,
        List<String> antiTruncationPrefixes) {}
