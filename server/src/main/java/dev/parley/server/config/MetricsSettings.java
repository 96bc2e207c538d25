package dev.parley.server.config;

/**
 * What scrapers may see.
 *
 * @param enabled whether the default listener serves them
 * @param path where, on it and on the listeners of profiles that serve them
 * @param keyed whether a key is asked for, the admin API's or the management API's; auto: on other addresses than
 *     loopback
 * @param aliasPrefix a second prefix under which everything is shown again; empty for none
 */
public record MetricsSettings(boolean enabled, String path, Toggle keyed, String aliasPrefix) {}
