package dev.parley.server.chat;

import dev.parley.server.config.AntiTruncation;
import dev.parley.server.config.Features;
import dev.parley.server.config.Settings;
import dev.parley.server.routing.ModelVariant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call is run, as settings and switches stand when it begins (GM-43).
 *
 * @param retries whether a failure is followed by another attempt
 * @param fake how a whole answer is told as a stream; null: the answer comes as the provider gives it
 * @param continued how an answer is continued that ends too early; null: it is not
 */
record Manner(
        boolean retries, @Nullable Fake fake, @Nullable AntiTruncation continued) {
    /** Nothing special. */
    static final Manner PLAIN = new Manner(true, null, null);

    /**
     * A stream that is cut from a whole answer.
     *
     * @param chunk code points of a chunk
     * @param delay between two of them
     */
    record Fake(int chunk, Duration delay) {}

    /** {@code whole} as in {@link ChatCall}; who wants the whole answer gets it as it is. */
    static Manner of(Settings settings, boolean whole, ModelVariant variant) {
        Features features = settings.features();
        boolean faked = variant.fakeStreaming() && features.fakeStreaming() || !variant.stream();
        Fake fake =
                new Fake(settings.streaming().fakeChunk(), settings.streaming().fakeDelay());
        return new Manner(
                features.retry(),
                faked && !whole ? fake : null,
                variant.antiTruncation() && features.antiTruncation() ? settings.antiTruncation() : null);
    }
}
