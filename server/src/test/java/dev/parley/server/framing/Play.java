package dev.parley.server.framing;

/** What a caller does, and what comes of it. */
@FunctionalInterface
interface Play {
    /** Plays it at the gateway on this port; what came of it, in the words of the table. */
    String at(int port) throws Exception;
}
