package dev.parley.server.provider.builtin;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.server.error.ChatException;
import java.time.Duration;

/** What a model that plays a part does next. */
public sealed interface Step {
    /** Sends an event. */
    record Send(ChatEvent event) implements Step {}

    /** Waits; {@link #FOREVER} until the stream is closed. */
    record Pause(Duration length) implements Step {
        public static final Duration FOREVER = Duration.ofDays(365);
    }

    /** Fails. */
    record Fail(ChatException failure) implements Step {}
}
