package dev.parley.server.config;

/**
 * What is logged.
 *
 * @param level events of this level and graver ones
 * @param routingHeaders whether replies tell which credential was used, and why (BAN-07)
 */
public record Log(Level level, boolean routingHeaders) {
    /** How grave an event is. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }
}
