package dev.parley.server.config;

import java.util.List;

/**
 * Which web pages may call (COM-14).
 *
 * @param origins allowed origins; {@code *} for any, empty for none
 */
public record Cors(List<String> origins) {}
