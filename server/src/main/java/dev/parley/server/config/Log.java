package dev.parley.server.config;

/** What is logged: events of this level and graver ones. */
public record Log(Level level) {
    /** How grave an event is. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }
}
