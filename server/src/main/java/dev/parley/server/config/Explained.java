package dev.parley.server.config;

/**
 * An effective setting.
 *
 * @param path its key
 * @param value its text; {@code ***} for a secret
 * @param origin where it came from, for people
 */
public record Explained(String path, String value, String origin) {}
