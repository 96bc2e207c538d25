package dev.parley.server.compatibility;

import java.util.List;

/** A client library; requests are JSON in its own wire's form, and {@link Failed} is how its calls fail. */
interface Client extends AutoCloseable {
    Seen whole(String request);

    Seen stream(String request);

    long count(String request);

    List<String> models();

    /** Begins a stream, and leaves after the first text. */
    void leave(String request);

    @Override
    void close();
}
