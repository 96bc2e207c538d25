package dev.parley.server.routing;

import dev.parley.model.v1.Model;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of one provider, asked for at most once in a while. A provider that cannot be asked keeps its last list.
 * Thread-safe; one thread asks at a time.
 */
public final class ModelList {
    private static final Logger LOG = LoggerFactory.getLogger("parley.models");
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final String provider;
    private final Supplier<List<Model>> source;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile List<Model> models = List.of();
    private volatile Instant staleAt = Instant.MIN;

    /** {@code source} asks the provider, and may block and throw. */
    public ModelList(String provider, Supplier<List<Model>> source, InstantSource clock) {
        this.provider = provider;
        this.source = source;
        this.clock = clock;
    }

    /** What is known now. */
    List<Model> known() {
        return models;
    }

    /** The list, asked for if it is old. */
    List<Model> fresh() {
        if (isStale()) {
            asking.lock();
            try {
                if (isStale()) {
                    ask();
                }
            } finally {
                asking.unlock();
            }
        }
        return models;
    }

    private boolean isStale() {
        return !clock.instant().isBefore(staleAt);
    }

    private void ask() {
        try {
            models = List.copyOf(source.get());
            staleAt = clock.instant().plus(LIFETIME);
        } catch (RuntimeException e) {
            LOG.warn("cannot list the models of provider {}: {}", provider, e.getMessage());
            staleAt = clock.instant().plus(AFTER_FAILURE);
        }
    }
}
