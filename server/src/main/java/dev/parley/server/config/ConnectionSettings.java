package dev.parley.server.config;

import java.time.Duration;

/**
 * What a caller's connection may cost before a request on it is understood.
 *
 * @param requestHead from a request's first byte, or the connection's begin, to the end of its headers; and for each
 *     HTTP/2 frame
 * @param requestBody for a request's body, and a second more for each {@code minBodyRate} bytes that have come
 * @param minBodyRate bytes a second
 * @param idle how long a connection may be without a request
 * @param maxPerAddress connections at a time from one address, over all listeners; 0 means no limit
 * @param maxFiles percent of the files that the process may have open, connections among them, from which on none is
 *     taken; 0 means no limit
 * @param maxControlFrames HTTP/2 frames a second on one connection that carry nothing of a request
 */
public record ConnectionSettings(
        Duration requestHead,
        Duration requestBody,
        int minBodyRate,
        Duration idle,
        int maxPerAddress,
        int maxFiles,
        int maxControlFrames) {}
