package dev.parley.server.management.credentials;

import java.util.Locale;

/** How good a credential is. */
enum Grade {
    OK,
    /** It may work another time: the host is down, busy, or did not answer in time. */
    RECOVERABLE,
    /** It is malformed, or its host refused it. */
    PERMANENT;

    /** As the management API spells it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
