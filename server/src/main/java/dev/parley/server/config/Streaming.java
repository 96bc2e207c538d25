package dev.parley.server.config;

import java.time.Duration;

/**
 * How answers are streamed.
 *
 * @param heartbeat how long a stream is silent before a heartbeat is sent (COM-11)
 */
public record Streaming(Duration heartbeat) {}
