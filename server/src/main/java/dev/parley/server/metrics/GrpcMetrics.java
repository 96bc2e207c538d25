package dev.parley.server.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls over gRPC, each counted once. Thread-safe. */
public final class GrpcMetrics {
    private final Series series;
    private final Count inflight = new Count();
    private final Map<String, Method> methods = new ConcurrentHashMap<>();

    GrpcMetrics(Series series) {
        this.series = series;
        series.level(Family.GRPC_INFLIGHT, inflight::value);
    }

    /** Calls that are being answered. */
    public long inflight() {
        return inflight.value();
    }

    /** The calls of a method that is served, by its full name. */
    public Method method(String name) {
        return methods.computeIfAbsent(name, Method::new);
    }

    /** A method was called that nobody serves. */
    public void unknownMethod() {
        series.count(Family.GRPC_REQUESTS, Series.OTHER, "UNIMPLEMENTED").increment();
    }

    /** Calls of one method. */
    public final class Method {
        private final String name;
        private final Count messages;
        private final Histogram duration;

        private Method(String name) {
            this.name = name;
            this.messages = series.count(Family.GRPC_MESSAGES, name);
            this.duration = series.histogram(Family.GRPC_DURATION, name);
        }

        /** A call has come; {@link #ended} must follow. */
        public void begun() {
            inflight.increment();
        }

        /** A message was sent to its caller. */
        public void sent() {
            messages.increment();
        }

        /** It has ended with this status code. */
        public void ended(String status, long nanos) {
            inflight.add(-1);
            series.count(Family.GRPC_REQUESTS, name, status).increment();
            duration.record(nanos);
        }
    }
}
