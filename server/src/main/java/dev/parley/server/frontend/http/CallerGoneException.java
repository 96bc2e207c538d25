package dev.parley.server.frontend.http;

/** A write failed: nobody is there to read. */
final class CallerGoneException extends RuntimeException {
    CallerGoneException(Throwable cause) {
        super("the caller is gone", cause, false, false);
    }
}
