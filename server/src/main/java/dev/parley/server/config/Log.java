package dev.parley.server.config;

/**
 * What is logged.
 *
 * @param level error, warn, info or debug
 */
public record Log(String level) {}
