package dev.parley.server.usage;

import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;

/**
 * One finished call.
 *
 * @param caller the caller's label
 * @param model the model as asked for
 * @param served what is known of usage and provider; partly filled if the call did not complete
 * @param outcome UNSPECIFIED for a whole answer, else why not
 * @param nanos how long it took
 * @param firstEventNanos until the first event; 0 if there was none
 */
public record CallRecord(
        String id,
        String caller,
        String model,
        Completed served,
        ErrorCode outcome,
        long nanos,
        long firstEventNanos) {}
