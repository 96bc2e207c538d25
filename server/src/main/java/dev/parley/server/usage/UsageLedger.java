package dev.parley.server.usage;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.store.CallCounts;
import java.util.concurrent.atomic.LongAdder;

/** Where finished calls are written down: totals, and a log line each. Neither holds a prompt or a key. Thread-safe. */
public final class UsageLedger {
    private final LongAdder completed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder inputTokens = new LongAdder();
    private final LongAdder outputTokens = new LongAdder();
    private final CallCounts callers;
    private final UsageBook book;

    /**
     * Totals since the start.
     *
     * @param completed calls answered whole
     * @param cancelled calls whose caller went away
     * @param failed all other calls
     */
    public record Totals(long completed, long cancelled, long failed, long inputTokens, long outputTokens) {}

    /** {@code callers} adds up what each of them used, and {@code book} what was used of what and when. */
    public UsageLedger(CallCounts callers, UsageBook book) {
        this.callers = callers;
        this.book = book;
    }

    public void record(CallRecord call) {
        outcome(call.outcome()).increment();
        inputTokens.add(call.served().getUsage().getInputTokens());
        outputTokens.add(call.served().getUsage().getOutputTokens());
        callers.add(call.caller(), counts(call));
        book.add(call);
    }

    public Totals totals() {
        return new Totals(completed.sum(), cancelled.sum(), failed.sum(), inputTokens.sum(), outputTokens.sum());
    }

    /** What was used, of what and when (MA-13). */
    public UsageReport usage() {
        return book.report();
    }

    private LongAdder outcome(ErrorCode outcome) {
        return switch (outcome) {
            case ERROR_CODE_UNSPECIFIED -> completed;
            case ERROR_CODE_CANCELLED -> cancelled;
            default -> failed;
        };
    }

    private static CallCounts.Counts counts(CallRecord call) {
        boolean whole = call.outcome() == ErrorCode.ERROR_CODE_UNSPECIFIED;
        return new CallCounts.Counts(
                1,
                whole ? 0 : 1,
                call.served().getUsage().getInputTokens(),
                call.served().getUsage().getOutputTokens());
    }
}
