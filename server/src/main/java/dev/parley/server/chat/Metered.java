package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.PartDelta;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Usage;
import dev.parley.server.access.Caller;
import dev.parley.server.error.ChatException;
import dev.parley.server.limit.Limits;
import dev.parley.server.telemetry.CallTrace;
import dev.parley.server.usage.CallRecord;
import dev.parley.server.usage.TokenEstimator;
import dev.parley.server.usage.UsageLedger;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Records each call once, however it ends: whole, failed, or left by its caller. */
final class Metered implements ChatHandler {
    /** Where the contract has what a request says of it. */
    private static final String THINKING = "reasoning";

    private final ChatHandler inner;
    private final UsageLedger ledger;
    private final Limits limits;
    private final Instruments instruments;
    private final RequestLog log;

    Metered(ChatHandler inner, UsageLedger ledger, Limits limits, Instruments instruments, RequestLog log) {
        this.inner = inner;
        this.ledger = ledger;
        this.limits = limits;
        this.instruments = instruments;
        this.log = log;
    }

    @Override
    public ChatStream open(ChatCall call) {
        CallTrace trace = instruments
                .tracing()
                .begin(
                        call.id(),
                        call.task().operation(),
                        call.request(),
                        call.whole(),
                        call.trace().parent());
        Meter meter = new Meter(call, trace);
        try {
            meter.stream = inner.open(call.tracedBy(trace));
            return meter;
        } catch (ChatException e) {
            meter.failed(e);
            throw e;
        }
    }

    @Override
    public void refused(String id, Caller caller, ChatException why) {
        keep(new CallRecord(id, caller.name(), "", Completed.getDefaultInstance(), why.code(), 0, 0), caller, "");
    }

    private void keep(CallRecord record, Caller caller, String dialect) {
        Usage usage = record.served().getUsage();
        limits.charge(caller, usage.getInputTokens() + usage.getOutputTokens(), usage.getEstimated());
        ledger.record(record);
        log.write(record, caller, dialect);
    }

    /** Sees the events pass and remembers what the record needs. */
    private final class Meter implements ChatStream {
        private final ChatCall call;
        private final CallTrace trace;
        private final long begun = System.nanoTime();
        private final AtomicBoolean recorded = new AtomicBoolean();
        /** What the caller asked for; empty until it is known which default was meant. */
        private volatile String model;

        private volatile Completed seen = Completed.getDefaultInstance();
        /** What the host told of the prompt as it began; empty if it did not. */
        private volatile Usage atStart = Usage.getDefaultInstance();

        private volatile long firstEvent;
        /** What was told of the answer; written before and read after {@code told}. */
        private final TokenEstimator.Tally answer = new TokenEstimator.Tally();

        private volatile int told;
        private @Nullable ChatStream stream;

        Meter(ChatCall call, CallTrace trace) {
            this.call = call;
            this.trace = trace;
            this.model = call.request().getModel();
        }

        @Override
        public @Nullable ChatEvent next() {
            ChatEvent event;
            try {
                event = stream().next();
            } catch (ChatException e) {
                failed(e);
                throw e;
            }
            if (event != null) {
                note(event);
            }
            return event;
        }

        @Override
        public boolean buffered() {
            return stream().buffered();
        }

        @Override
        public void close() {
            stream().close();
            record(ErrorCode.ERROR_CODE_CANCELLED);
        }

        void failed(ChatException failure) {
            record(failure.code());
        }

        private void note(ChatEvent event) {
            switch (event.getEventCase()) {
                case STARTED -> {
                    firstEvent = System.nanoTime();
                    model = event.getStarted().getModel();
                    atStart = event.getStarted().hasUsage() ? event.getStarted().getUsage() : atStart;
                    thinking(event.getStarted().getServed());
                    seen = seen.toBuilder()
                            .setId(event.getStarted().getId())
                            .setServed(event.getStarted().getServed())
                            .build();
                }
                case PART_STARTED -> {
                    if (event.getPartStarted().getPart().hasToolCall()) {
                        instruments.answers().calledTool();
                    }
                }
                case PART_DELTA -> tell(event.getPartDelta());
                case USAGE -> seen = seen.toBuilder().setUsage(event.getUsage()).build();
                case COMPLETED -> {
                    seen = event.getCompleted();
                    record(ErrorCode.ERROR_CODE_UNSPECIFIED);
                }
                default -> {}
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread pulls
        private void tell(PartDelta delta) {
            answer.add(
                    switch (delta.getDeltaCase()) {
                        case TEXT -> delta.getText();
                        case ARGUMENTS_JSON -> delta.getArgumentsJson();
                        case SUMMARY -> delta.getSummary();
                        default -> "";
                    });
            told++;
        }

        private void thinking(Served served) {
            if (served.getDroppedList().stream().anyMatch(field -> field.startsWith(THINKING))) {
                instruments.answers().removedThinking();
            }
        }

        private void record(ErrorCode outcome) {
            if (recorded.compareAndSet(false, true)) {
                long now = System.nanoTime();
                long first = firstEvent == 0 || !call.isTurn() ? 0 : firstEvent - begun;
                Completed known = known();
                Usage usage = known.getUsage();
                instruments.answers().used(usage.getInputTokens(), usage.getOutputTokens(), usage.getEstimated());
                trace.ended(known, outcome, first);
                keep(
                        new CallRecord(call.id(), call.caller().name(), model, known, outcome, now - begun, first),
                        call.caller(),
                        call.dialect());
            }
        }

        /** A model that had begun to answer has read the prompt, and whatever it said was made. */
        private Completed known() {
            Completed known = seen;
            return firstEvent == 0 || known.hasUsage()
                    ? known
                    : known.toBuilder().setUsage(least()).build();
        }

        /** What the host told, and the rest by the texts. */
        private Usage least() {
            Usage host = atStart;
            long said = told == 0 ? 0 : answer.tokens();
            return host.toBuilder()
                    .setInputTokens(
                            host.hasInputTokens() ? host.getInputTokens() : TokenEstimator.prompt(call.request()))
                    .setOutputTokens(Math.max(host.getOutputTokens(), said))
                    .setEstimated(true)
                    .build();
        }

        private ChatStream stream() {
            return Objects.requireNonNull(stream);
        }
    }
}
