package dev.parley.server.config;

/**
 * How answers that end too early are continued (GM-44), for the models that ask for it.
 *
 * @param attempts how often at most
 * @param marker what a model is told to end its answer with; callers never see it. Empty: none, and only an answer that
 *     met its token limit is continued
 */
public record AntiTruncation(int attempts, String marker) {}
