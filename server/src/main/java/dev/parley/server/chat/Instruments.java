package dev.parley.server.chat;

import dev.parley.server.metrics.AdmissionMetrics;
import dev.parley.server.metrics.AnswerMetrics;
import dev.parley.server.metrics.CredentialMetrics;
import dev.parley.server.metrics.Metrics;
import dev.parley.server.metrics.ModelLabels;
import dev.parley.server.metrics.UpstreamMetrics;
import dev.parley.server.telemetry.Tracing;

/** What watches the pipeline. */
public record Instruments(
        AdmissionMetrics admission,
        UpstreamMetrics upstream,
        CredentialMetrics credentials,
        AnswerMetrics answers,
        Tracing tracing) {

    /** {@code models} says which models the metrics name. */
    public static Instruments of(Metrics metrics, ModelLabels models, Tracing tracing) {
        return new Instruments(
                metrics.admission(), metrics.upstream(models), metrics.credentials(), metrics.answers(), tracing);
    }
}
