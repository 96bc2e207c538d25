package dev.parley.server.frontend.http;

import dev.parley.server.chat.Admission;
import dev.parley.server.chat.ChatHandler;
import dev.parley.server.chat.Pulse;
import dev.parley.server.config.LiveSettings;
import dev.parley.server.metrics.SseMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * What every chat route needs.
 *
 * @param admission who is let in, before anything of a call but its head is read
 * @param pipeline where calls go
 * @param settings those in force: how long a call may take, a stream be silent, and what replies tell
 * @param maxBodySize bytes of a request body
 * @param sse where event streams are counted
 */
public record ChatRuntime(
        Admission admission,
        ChatHandler pipeline,
        Pulse pulse,
        InstantSource clock,
        LiveSettings settings,
        int maxBodySize,
        SseMetrics sse) {
    /** The same with calls that go through one more layer first. */
    public ChatRuntime through(UnaryOperator<ChatHandler> layer) {
        return new ChatRuntime(admission, layer.apply(pipeline), pulse, clock, settings, maxBodySize, sse);
    }

    Instant deadline() {
        return clock.instant().plus(settings.now().timeouts().total());
    }

    /** Whether replies tell which credential was used (BAN-07). */
    boolean routingHeaders() {
        return settings.now().features().diagnostics();
    }

    Duration heartbeat() {
        return settings.now().streaming().heartbeat();
    }
}
