package dev.parley.server.access;

import dev.parley.server.config.Secret;
import org.jspecify.annotations.Nullable;

/** The keys of the management API, and what each may do. Thread-safe. */
final class OperatorKeys {
    private final OperatorKey full;
    private final OperatorKey readOnly;

    OperatorKeys(Secret full, Secret readOnly) {
        this.full = new OperatorKey(full);
        this.readOnly = new OperatorKey(readOnly);
    }

    /** The role of a key; null if it is none. Quick for one that was right before. */
    @Nullable
    ManagementRole role(String presented) {
        if (full.remembers(presented)) {
            return ManagementRole.FULL;
        }
        return readOnly.remembers(presented) ? ManagementRole.READ_ONLY : roleAfresh(presented);
    }

    /** The same in a time that does not depend on the outcome: both are compared, always. */
    @Nullable
    ManagementRole roleAfresh(String presented) {
        boolean isFull = full.matches(presented);
        boolean isReadOnly = readOnly.matches(presented);
        if (isFull) {
            return ManagementRole.FULL;
        }
        return isReadOnly ? ManagementRole.READ_ONLY : null;
    }
}
