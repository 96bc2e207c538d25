package dev.parley.server.chat;

import dev.parley.server.config.Secret;
import dev.parley.server.pool.Lease;
import java.util.Locale;
import java.util.Map;

/** Which credential serves a call, and why, for the headers that tell it (BAN-07). Thread-safe. */
public final class RoutingNote {
    private static final int ID_BYTES = 6;

    private volatile Map<String, String> headers = Map.of();

    /** The headers by their names in lower case, of the last attempt; empty before the first. */
    public Map<String, String> headers() {
        return headers;
    }

    void note(Lease lease, Session session) {
        headers = Map.of(
                // An id may be an email.
                "x-routing-credential",
                Secret.of(lease.credential().id()).fingerprint(ID_BYTES),
                "x-routing-reason",
                word(lease.reason()),
                "x-routing-sticky-source",
                word(session.source()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
