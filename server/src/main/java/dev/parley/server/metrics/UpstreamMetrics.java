package dev.parley.server.metrics;

import dev.parley.chat.v1.ErrorCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Attempts at providers. Thread-safe. */
public final class UpstreamMetrics {
    private final Series series;
    private final ModelLabels models;
    private final Map<String, Provider> providers = new ConcurrentHashMap<>();

    UpstreamMetrics(Series series, ModelLabels models) {
        this.series = series;
        this.models = models;
    }

    /** The attempts at one provider, by its name in the settings. */
    public Provider provider(String name) {
        return providers.computeIfAbsent(name, Provider::new);
    }

    /** A call is tried again. */
    public void retried() {
        series.count(Family.UPSTREAM_RETRIES).increment();
    }

    /** A call is not tried again, since the provider's host fails too often. */
    public void retryRefused(String provider) {
        series.count(Family.RETRIES_REFUSED, provider).increment();
    }

    /** A call goes on to another target. */
    public void fellBack(String fromProvider, String fromModel, String toProvider, String toModel) {
        series.count(Family.MODEL_FALLBACKS, name(fromProvider, fromModel), name(toProvider, toModel))
                .increment();
    }

    private String name(String provider, String model) {
        return provider + '/' + models.of(provider, model);
    }

    /** Attempts at one provider. */
    public final class Provider {
        private final String name;
        private final Histogram duration;
        private final Histogram firstToken;
        private final Histogram gap;
        private final Histogram wait;

        private Provider(String name) {
            this.name = name;
            this.duration = series.histogram(Family.UPSTREAM_DURATION, name);
            this.firstToken = series.histogram(Family.FIRST_TOKEN, name);
            this.gap = series.histogram(Family.EVENT_GAP, name);
            this.wait = series.histogram(Family.POOL_WAIT, name);
        }

        /** A call had to wait so long for its credential. */
        public void leased(long nanos) {
            wait.record(nanos);
        }

        /** The first part of an answer has come, so long after the attempt began. */
        public void answered(String model, long nanos) {
            firstToken.record(nanos);
            models.answered(name, model);
        }

        /** An event has come, so long after the one before it. */
        public void followed(long nanos) {
            gap.record(nanos);
        }

        /** An attempt has ended; UNSPECIFIED: as it should. */
        public void ended(String model, ErrorCode outcome, long nanos) {
            String label = models.of(name, model);
            series.count(Family.UPSTREAM_REQUESTS, name, label, Reasons.of(outcome))
                    .increment();
            series.count(Family.UPSTREAM_MODELS, label).increment();
            duration.record(nanos);
            if (outcome != ErrorCode.ERROR_CODE_UNSPECIFIED && outcome != ErrorCode.ERROR_CODE_CANCELLED) {
                series.count(Family.UPSTREAM_ERRORS, Reasons.of(outcome)).increment();
            }
        }
    }
}
