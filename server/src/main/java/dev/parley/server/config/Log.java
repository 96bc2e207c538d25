package dev.parley.server.config;

/**
 * What is logged.
 *
 * @param level error, warn, info or debug
 * @param routingHeaders whether replies tell which credential was used, and why (BAN-07)
 */
public record Log(String level, boolean routingHeaders) {}
