package dev.parley.server;

/** The gateway cannot start for a reason outside it; the message is for the operator. */
public final class StartException extends RuntimeException {
    public StartException(String message) {
        super(message);
    }
}
