package dev.parley.server.config;

/** On, off, or what suits the place: {@code auto}. */
public enum Toggle {
    ON,
    OFF,
    AUTO
}
