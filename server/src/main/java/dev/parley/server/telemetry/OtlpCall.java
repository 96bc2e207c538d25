package dev.parley.server.telemetry;

import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Usage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A call as a span, with its attempts below it. */
final class OtlpCall implements CallTrace {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Span span;
    private final Operation operation;
    private final Tracer tracer;
    private final OtlpMeters meters;
    private final UnaryOperator<String> providers;
    private final String model;
    private final long begun = System.nanoTime();

    OtlpCall(
            Span span,
            Operation operation,
            Tracer tracer,
            OtlpMeters meters,
            UnaryOperator<String> providers,
            String model) {
        this.span = span;
        this.operation = operation;
        this.tracer = tracer;
        this.meters = meters;
        this.providers = providers;
        this.model = model;
    }

    @Override
    public AttemptTrace attempt(String provider, String target, int number) {
        String name = providers.apply(provider);
        Span attempt = tracer.spanBuilder(operation.word() + ' ' + target)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(span))
                .setAttribute(GenAi.OPERATION, operation.word())
                .setAttribute(GenAi.PROVIDER, name)
                .setAttribute(GenAi.REQUEST_MODEL, target)
                .setAttribute(GenAi.ATTEMPT, (long) number)
                .startSpan();
        long start = System.nanoTime();
        return outcome -> {
            close(attempt, outcome);
            meters.attempt(operation, name, provider + '/' + target, error(outcome), since(start));
        };
    }

    @Override
    public void ended(Completed served, ErrorCode outcome, long firstEventNanos) {
        String provider = providers.apply(served.getServed().getProvider());
        Usage usage = served.getUsage();
        span.setAttribute(GenAi.PROVIDER, provider).setAttribute(GenAi.INPUT_TOKENS, usage.getInputTokens());
        if (operation == Operation.CHAT) {
            span.setAttribute(GenAi.OUTPUT_TOKENS, usage.getOutputTokens());
        }
        if (!served.getId().isEmpty()) {
            span.setAttribute(GenAi.RESPONSE_ID, served.getId())
                    .setAttribute(GenAi.RESPONSE_MODEL, served.getServed().getTargetModel());
        }
        if (usage.hasCacheReadTokens()) {
            span.setAttribute(GenAi.CACHED_TOKENS, usage.getCacheReadTokens());
        }
        if (usage.hasReasoningTokens()) {
            span.setAttribute(GenAi.REASONING_TOKENS, usage.getReasoningTokens());
        }
        if (firstEventNanos > 0) {
            span.setAttribute(GenAi.FIRST_CHUNK, firstEventNanos / NANOS);
        }
        close(span, outcome);
        meters.call(operation, provider, model, error(outcome), since(begun), firstEventNanos / NANOS, usage);
    }

    private static void close(Span span, ErrorCode outcome) {
        String error = error(outcome);
        if (!error.isEmpty()) {
            span.setAttribute(GenAi.ERROR_TYPE, error).setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** Empty if there is none. */
    private static String error(ErrorCode outcome) {
        return outcome == ErrorCode.ERROR_CODE_UNSPECIFIED
                ? ""
                : outcome.name().replaceFirst("ERROR_CODE_", "").toLowerCase(Locale.ROOT);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / NANOS;
    }
}
