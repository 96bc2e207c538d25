package dev.parley.server.telemetry;

import dev.parley.chat.v1.ChatRequest;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells calls as spans and metrics by the GenAI conventions (MET-03): a span for each call, below it one for each
 * attempt. What is told waits in memory, within bounds, and is sent by threads of its own; a collector that does not
 * answer costs calls nothing.
 */
public final class OtlpTracing implements Tracing {
    private static final String SCOPE = "dev.parley";
    private static final int SECONDS_TO_CLOSE = 3;

    private final OtlpOptions options;
    private final SdkTracerProvider traces;
    private final SdkMeterProvider metrics;
    private final Tracer tracer;
    private final OtlpMeters meters;

    OtlpTracing(SpanExporter spans, MetricExporter numbers, OtlpOptions options) {
        this.options = options;
        Resource resource = Resource.create(
                Attributes.of(GenAi.SERVICE_NAME, options.serviceName(), GenAi.SERVICE_VERSION, options.version()));
        this.traces = SdkTracerProvider.builder()
                .setResource(resource)
                .addSpanProcessor(BatchSpanProcessor.builder(spans).build())
                .build();
        this.metrics = SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(PeriodicMetricReader.create(numbers))
                .build();
        this.tracer = traces.get(SCOPE);
        this.meters = new OtlpMeters(metrics.get(SCOPE), options);
    }

    /** Tells a collector at this address, whose paths for spans and metrics are those of OTLP over HTTP. */
    public static OtlpTracing to(URI collector, OtlpOptions options) {
        String base = collector.toString().replaceFirst("/+$", "");
        return new OtlpTracing(
                OtlpHttpSpanExporter.builder().setEndpoint(base + "/v1/traces").build(),
                OtlpHttpMetricExporter.builder()
                        .setEndpoint(base + "/v1/metrics")
                        .build(),
                options);
    }

    @Override
    public CallTrace begin(String id, Operation operation, ChatRequest request, boolean whole, String traceparent) {
        Span span = tracer.spanBuilder(operation.word() + ' ' + request.getModel())
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent(traceparent))
                .setAllAttributes(RequestAttributes.of(operation, request, whole))
                .setAttribute(GenAi.REQUEST_ID, id)
                .startSpan();
        return new OtlpCall(span, operation, tracer, meters, options.providers(), request.getModel());
    }

    @Override
    public void close() {
        CompletableResultCode.ofAll(List.of(traces.shutdown(), metrics.shutdown()))
                .join(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
    }

    private static Context parent(String traceparent) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, new OneHeader());
    }

    /** The carrier is the header itself. */
    private static final class OneHeader implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(Trace.HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(Trace.HEADER) ? carrier : null;
        }
    }
}
