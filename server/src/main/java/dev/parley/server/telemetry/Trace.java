package dev.parley.server.telemetry;

/**
 * A call's place in a trace.
 *
 * @param parent the caller's W3C trace context, which no provider is told; empty if it has none
 * @param spans where the call is told
 */
public record Trace(String parent, CallTrace spans) {
    public static final Trace NONE = new Trace("", CallTrace.NONE);

    /** The header and metadata key of a trace context. */
    public static final String HEADER = "traceparent";

    /** The place of a call that came with this trace context. */
    public static Trace of(String parent) {
        return parent.isEmpty() ? NONE : new Trace(parent, CallTrace.NONE);
    }

    public Trace with(CallTrace told) {
        return new Trace(parent, told);
    }
}
