package dev.parley.server.telemetry;

import dev.parley.chat.v1.ErrorCode;

/** One attempt at a provider, as it is told. */
public interface AttemptTrace {
    /** Tells nobody. */
    AttemptTrace NONE = outcome -> {};

    /** It has ended; UNSPECIFIED: as it should. */
    void ended(ErrorCode outcome);
}
