package dev.parley.server.store;

import org.jspecify.annotations.Nullable;

/** What must survive could not be read or kept; the message is for the operator, and holds no secret. */
public final class StoreException extends RuntimeException {
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
