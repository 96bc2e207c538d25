package dev.parley.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.v1.ChatMessage;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Part;
import dev.parley.chat.v1.Sampling;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Text;
import dev.parley.chat.v1.Usage;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MET-03: calls as spans and metrics by the GenAI conventions")
class OtlpTracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    private static final ChatRequest REQUEST = ChatRequest.newBuilder()
            .setModel("m")
            .setSampling(Sampling.newBuilder().setTemperature(0.5).setMaxOutputTokens(9))
            .addMessages(ChatMessage.newBuilder()
                    .addParts(Part.newBuilder().setText(Text.newBuilder().setText("a-private-word"))))
            .build();

    private static final Completed SERVED = Completed.newBuilder()
            .setId("answer-1")
            .setServed(Served.newBuilder().setProvider("up").setTargetModel("target"))
            .setUsage(Usage.newBuilder().setInputTokens(7).setOutputTokens(3).setReasoningTokens(1))
            .build();

    private final Told told = new Told();

    @Test
    void tellsCall_andItsAttemptsBelowIt() {
        tell(false, PARENT);

        SpanData call = told.span("chat m");
        assertThat(call.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(call.getTraceId()).isEqualTo(TRACE);
        assertThat(call.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(call.getAttributes().get(GenAi.OPERATION)).isEqualTo("chat");
        assertThat(call.getAttributes().get(GenAi.PROVIDER)).isEqualTo("openai");
        assertThat(call.getAttributes().get(GenAi.TEMPERATURE)).isEqualTo(0.5);
        assertThat(call.getAttributes().get(GenAi.MAX_TOKENS)).isEqualTo(9);
        assertThat(call.getAttributes().get(GenAi.STREAM)).isTrue();
        assertThat(call.getAttributes().get(GenAi.RESPONSE_ID)).isEqualTo("answer-1");
        assertThat(call.getAttributes().get(GenAi.RESPONSE_MODEL)).isEqualTo("target");
        assertThat(call.getAttributes().get(GenAi.INPUT_TOKENS)).isEqualTo(7);
        assertThat(call.getAttributes().get(GenAi.OUTPUT_TOKENS)).isEqualTo(3);
        assertThat(call.getAttributes().get(GenAi.REASONING_TOKENS)).isEqualTo(1);
        assertThat(call.getAttributes().get(GenAi.FIRST_CHUNK)).isEqualTo(0.25);
        assertThat(call.getResource().getAttribute(GenAi.SERVICE_NAME)).isEqualTo("the-gateway");

        SpanData failed = told.span("chat first");
        assertThat(failed.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(failed.getParentSpanId()).isEqualTo(call.getSpanId());
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(failed.getAttributes().get(GenAi.ERROR_TYPE)).isEqualTo("rate_limited");
        SpanData worked = told.span("chat target");
        assertThat(worked.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(worked.getAttributes().get(GenAi.ATTEMPT)).isEqualTo(2);
    }

    @Test
    void tellsNothingThatWasSaid() {
        tell(false, "");
        assertThat(told.spans.toString() + told.metrics).doesNotContain("a-private-word");
    }

    @Test
    void beginsTraceOfItsOwn_whenTheHeaderIsNone() {
        tell(false, "no trace context at all");
        assertThat(told.span("chat m").getTraceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
        assertThat(told.span("chat m").getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void measuresCallsAndAttempts() {
        tell(false, "");
        MetricData attempts = told.metric("gen_ai.client.operation.duration");
        assertThat(attempts.getHistogramData().getPoints())
                .hasSize(2)
                .allMatch(point -> "other".equals(point.getAttributes().get(GenAi.REQUEST_MODEL)));
        assertThat(told.metric("gen_ai.server.request.duration")
                        .getHistogramData()
                        .getPoints())
                .singleElement()
                .matches(point -> "m".equals(point.getAttributes().get(GenAi.REQUEST_MODEL)));
        assertThat(told.metric("gen_ai.server.time_to_first_token")
                        .getHistogramData()
                        .getPoints())
                .singleElement()
                .matches(point -> point.getSum() == 0.25);
        assertThat(told.metric("gen_ai.client.token.usage").getHistogramData().getPoints())
                .extracting(point -> point.getAttributes().get(GenAi.TOKEN_TYPE) + ' ' + point.getSum())
                .containsExactlyInAnyOrder("input 7.0", "output 3.0");
    }

    @Test
    void namesTokensByTheNewestConventions_whenTheyAreWanted() {
        tell(true, "");
        assertThat(told.metric("gen_ai.client.inference.usage.input_tokens")
                        .getLongSumData()
                        .getPoints())
                .singleElement()
                .matches(point -> point.getValue() == 7
                        && "unknown".equals(point.getAttributes().get(GenAi.TOKEN_MODALITY)));
        assertThat(told.metrics).extracting(MetricData::getName).doesNotContain("gen_ai.client.token.usage");
    }

    private void tell(boolean latest, String traceparent) {
        OtlpOptions options = new OtlpOptions("the-gateway", "1", latest, provider -> "openai", "m"::equals);
        try (OtlpTracing tracing = new OtlpTracing(told.spans(), told.metrics(), options)) {
            CallTrace call = tracing.begin("req-1", Operation.CHAT, REQUEST, false, traceparent);
            call.attempt("up", "first", 1).ended(ErrorCode.ERROR_CODE_RATE_LIMITED);
            call.attempt("up", "target", 2).ended(ErrorCode.ERROR_CODE_UNSPECIFIED);
            call.ended(SERVED, ErrorCode.ERROR_CODE_UNSPECIFIED, 250_000_000);
        }
    }
}
