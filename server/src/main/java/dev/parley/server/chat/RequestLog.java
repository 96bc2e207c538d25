package dev.parley.server.chat;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Served;
import dev.parley.chat.v1.Usage;
import dev.parley.server.access.Caller;
import dev.parley.server.error.ErrorStatus;
import dev.parley.server.usage.CallRecord;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A line for each call of a model, on whatever wire it came, once it is over: who called, what, where it went, how it
 * ended and how long it took. Nothing of what was said.
 */
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("parley.calls");
    private static final int OK = 200;
    private static final int MODEL_MOST = 200;

    private final BooleanSupplier wanted;

    /** {@code wanted} is asked at the end of each call whether its line is of the level INFO; else it is of DEBUG. */
    RequestLog(BooleanSupplier wanted) {
        this.wanted = wanted;
    }

    /** {@code dialect} as in {@link ChatCall}. */
    void write(CallRecord call, Caller caller, String dialect) {
        Level level = wanted.getAsBoolean() ? Level.INFO : Level.DEBUG;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        Served served = call.served().getServed();
        Usage usage = call.served().getUsage();
        LOG.atLevel(level)
                .log(
                        "call id={} listener={} dialect={} caller={} model={} provider={} attempts={} status={} in={} out={}"
                                + " ms={} first_ms={}",
                        call.id(),
                        caller.listener(),
                        dialect.isEmpty() ? "native" : dialect,
                        call.caller(),
                        oneLine(call.model()),
                        served.getProvider(),
                        served.getAttempts(),
                        status(call.outcome()),
                        usage.getInputTokens(),
                        usage.getOutputTokens(),
                        TimeUnit.NANOSECONDS.toMillis(call.nanos()),
                        TimeUnit.NANOSECONDS.toMillis(call.firstEventNanos()));
    }

    private static int status(ErrorCode outcome) {
        return outcome == ErrorCode.ERROR_CODE_UNSPECIFIED
                ? OK
                : ErrorStatus.of(outcome).http();
    }

    /** What callers name is text of theirs: it cannot make lines of its own. */
    private static String oneLine(String text) {
        String shown = text.length() > MODEL_MOST ? text.substring(0, MODEL_MOST) : text;
        return shown.replaceAll("[\\p{Cntrl}\\s]", "?");
    }
}
