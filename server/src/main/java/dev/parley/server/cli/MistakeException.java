package dev.parley.server.cli;

/** A command cannot do what it was asked; the message is one sentence for the person who asked. */
final class MistakeException extends RuntimeException {
    MistakeException(String message) {
        super(message);
    }
}
