package dev.parley.server.frontend.http;

import dev.parley.server.chat.ChatHandler;
import dev.parley.server.chat.Pulse;
import dev.parley.server.metrics.SseMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What every chat route needs.
 *
 * @param pipeline where calls go
 * @param total the longest a call may take
 * @param heartbeat how long a stream may be silent
 * @param maxBodySize bytes of a request body
 * @param routingHeaders whether replies tell which credential was used (BAN-07)
 * @param sse where event streams are counted
 */
public record ChatRuntime(
        ChatHandler pipeline,
        Pulse pulse,
        InstantSource clock,
        Duration total,
        Duration heartbeat,
        int maxBodySize,
        boolean routingHeaders,
        SseMetrics sse) {
    Instant deadline() {
        return clock.instant().plus(total);
    }
}
