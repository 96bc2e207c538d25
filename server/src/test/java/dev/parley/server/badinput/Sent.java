package dev.parley.server.badinput;

import java.util.function.Supplier;

/**
 * What one front is sent, and what it is to say.
 *
 * @param body made when it is needed, as some are large
 * @param status over HTTP; over gRPC the one that goes with its code
 * @param word what the answer holds: the field at fault, or what is wrong
 */
record Sent(Supplier<byte[]> body, int status, String word) {
    boolean isRefused() {
        return status >= 400;
    }

    @Override
    public String toString() {
        return word.isEmpty() ? Integer.toString(status) : "%d `%s`".formatted(status, word);
    }
}
