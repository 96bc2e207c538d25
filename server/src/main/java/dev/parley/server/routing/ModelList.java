package dev.parley.server.routing;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.model.v1.Model;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of one provider, asked for at most once in a while. A provider that cannot be asked keeps its last list
 * (PUT-02). Thread-safe; one thread asks at a time, and while it does the others get what is known.
 */
public final class ModelList {
    private static final Logger LOG = LoggerFactory.getLogger("parley.models");
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final String provider;
    private final Supplier<List<Model>> source;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(false, List.of(), Instant.MIN);
    private volatile Instant askAt = Instant.MIN;
    private volatile boolean silent;

    /** A list as it came; {@code listed} tells whether it ever did. */
    private record Known(boolean listed, List<Model> models, Instant staleAt) {}

    /** {@code source} asks the provider, and may block and throw. */
    public ModelList(String provider, Supplier<List<Model>> source, InstantSource clock) {
        this.provider = provider;
        this.source = source;
        this.clock = clock;
    }

    /** What is known now. */
    List<Model> known() {
        return known.models();
    }

    /** The list, asked for if it is old; none if it cannot be had. */
    List<Model> fresh() {
        refresh();
        return known.models();
    }

    /** Whether the list is older than it should be, because the provider does not answer, or has yet to. */
    boolean isStale() {
        return isPast(known.staleAt());
    }

    /** Whether the provider gave no list when it was asked last. */
    boolean isSilent() {
        return silent;
    }

    /** @throws ChatException UNAVAILABLE {@code upstream_unavailable} if the provider never gave a list */
    void require() {
        if (!known.listed()) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UNAVAILABLE,
                            Blame.TARGET,
                            "upstream_unavailable",
                            "Provider '%s' cannot be asked for its models now.".formatted(provider))
                    .retryAfter(Duration.between(clock.instant(), askAt))
                    .build();
        }
    }

    private void refresh() {
        if (!isPast(askAt)) {
            return;
        }
        // A known list is good enough while another caller asks.
        if (!asking.tryLock()) {
            if (known.listed()) {
                return;
            }
            asking.lock();
        }
        try {
            if (isPast(askAt)) {
                ask();
            }
        } finally {
            asking.unlock();
        }
    }

    private boolean isPast(Instant moment) {
        return !clock.instant().isBefore(moment);
    }

    private void ask() {
        try {
            List<Model> models = List.copyOf(source.get());
            askAt = clock.instant().plus(LIFETIME);
            known = new Known(true, models, askAt);
            silent = false;
        } catch (RuntimeException e) {
            LOG.warn("cannot list the models of provider {}: {}", provider, e.getMessage());
            askAt = clock.instant().plus(AFTER_FAILURE);
            silent = true;
        }
    }
}
