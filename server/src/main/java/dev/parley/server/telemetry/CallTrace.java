package dev.parley.server.telemetry;

import dev.parley.chat.v1.Completed;
import dev.parley.chat.v1.ErrorCode;

/** One call, as it is told. */
public interface CallTrace {
    /** Tells nobody. */
    CallTrace NONE = new CallTrace() {
        @Override
        public AttemptTrace attempt(String provider, String model, int number) {
            return AttemptTrace.NONE;
        }

        @Override
        public void ended(Completed served, ErrorCode outcome, long firstEventNanos) {}
    };

    /** A provider is asked, for the {@code number}th time in this call. */
    AttemptTrace attempt(String provider, String model, int number);

    /**
     * The call has ended.
     *
     * @param served what is known of usage and provider
     * @param outcome UNSPECIFIED for a whole answer
     * @param firstEventNanos until the first event; 0 if there was none
     */
    void ended(Completed served, ErrorCode outcome, long firstEventNanos);
}
