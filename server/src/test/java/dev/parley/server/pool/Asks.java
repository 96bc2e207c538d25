package dev.parley.server.pool;

import java.time.Instant;
import java.util.Set;

/** Asks of a pool by callers that do not care for their place in line. */
final class Asks {
    private Asks() {}

    static Wanted wanted(String model, Instant deadline) {
        return new Wanted(model, "", Set.of(), false, deadline);
    }

    /** Any credential; waits for it if it must. */
    static Lease lease(CredentialPool pool, String model, Instant deadline) {
        return ((Turn.Granted) pool.ask(wanted(model, deadline)).next()).lease();
    }
}
