package dev.parley.server.chat;

import dev.parley.chat.v1.ChatEvent;
import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ChatException;
import dev.parley.server.usage.CallRecord;
import dev.parley.server.usage.UsageLedger;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Records each call once, however it ends: whole, failed, or left by its caller. */
final class Metered implements ChatHandler {
    private final ChatHandler inner;
    private final UsageLedger ledger;

    Metered(ChatHandler inner, UsageLedger ledger) {
        this.inner = inner;
        this.ledger = ledger;
    }

    @Override
    public ChatStream open(ChatCall call) {
        Meter meter = new Meter(call);
        try {
            meter.stream = inner.open(call);
            return meter;
        } catch (ChatException e) {
            meter.failed(e);
            throw e;
        }
    }

    /** Sees the events pass and remembers what the record needs. */
    private final class Meter implements ChatStream {
        private final ChatCall call;
        private final long begun = System.nanoTime();
        private final AtomicBoolean recorded = new AtomicBoolean();
        private volatile Completed seen = Completed.getDefaultInstance();
        private volatile long firstEvent;
        private @Nullable ChatStream stream;

        Meter(ChatCall call) {
            this.call = call;
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
                    seen = seen.toBuilder()
                            .setServed(event.getStarted().getServed())
                            .build();
                }
                case USAGE -> seen = seen.toBuilder().setUsage(event.getUsage()).build();
                case COMPLETED -> {
                    seen = event.getCompleted();
                    record(ErrorCode.ERROR_CODE_UNSPECIFIED);
                }
                default -> {}
            }
        }

        private void record(ErrorCode outcome) {
            if (recorded.compareAndSet(false, true)) {
                long now = System.nanoTime();
                ledger.record(new CallRecord(
                        call.id(),
                        call.caller().name(),
                        call.request().getModel(),
                        seen,
                        outcome,
                        now - begun,
                        firstEvent == 0 ? 0 : firstEvent - begun));
            }
        }

        private ChatStream stream() {
            return java.util.Objects.requireNonNull(stream);
        }
    }
}
