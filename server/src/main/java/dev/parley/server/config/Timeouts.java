package dev.parley.server.config;

import java.time.Duration;

/**
 * The four time limits of a call (COM-10). Each is an error when it passes, never a normal stop.
 *
 * @param connect to open a connection to the provider
 * @param firstEvent from sending the request to the first event of the answer
 * @param idle between two events
 * @param total the whole call, all attempts included
 */
public record Timeouts(Duration connect, Duration firstEvent, Duration idle, Duration total) {}
