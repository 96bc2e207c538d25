package dev.parley.server.tool;

import java.util.List;

/** Takes what a sieve has told apart, in the order of the answer. */
interface SieveOutput {
    /** Text for the caller; not empty. */
    void prose(String text);

    /** Calls that stood where no text was given; not empty. */
    void calls(List<WrittenCall> calls);

    /** The text is at its end. */
    default void end() {}
}
