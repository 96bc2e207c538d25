package dev.parley.server.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Requests over HTTP, each counted once. Thread-safe. */
public final class HttpMetrics {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Series series;
    private final Count inflight = new Count();

    HttpMetrics(Series series) {
        this.series = series;
        series.level(Family.HTTP_INFLIGHT, inflight::value);
    }

    /** Requests that are being answered. */
    public long inflight() {
        return inflight.value();
    }

    /** The requests of one route; {@code pattern} is its path as it was registered, with the names of variables. */
    public Route route(String pattern) {
        return new Route(pattern);
    }

    /** Requests of one route. */
    public final class Route {
        private final String pattern;
        private final Map<String, Histogram> durations = new ConcurrentHashMap<>();
        private final Map<Ending, Count> endings = new ConcurrentHashMap<>();

        private record Ending(String method, int status) {}

        private Route(String pattern) {
            this.pattern = pattern;
        }

        /** A request has come; {@link #ended} must follow. */
        public void begun() {
            inflight.increment();
        }

        /** It has been answered, or left by its caller. */
        public void ended(String method, int status, long nanos) {
            inflight.add(-1);
            String verb = METHODS.contains(method) ? method : Series.OTHER;
            endings.computeIfAbsent(new Ending(verb, status), this::count).increment();
            durations.computeIfAbsent(verb, this::duration).record(nanos);
        }

        private Count count(Ending ending) {
            return series.count(Family.HTTP_REQUESTS, pattern, ending.method(), Integer.toString(ending.status()));
        }

        private Histogram duration(String verb) {
            return series.histogram(Family.HTTP_DURATION, pattern, verb);
        }
    }
}
