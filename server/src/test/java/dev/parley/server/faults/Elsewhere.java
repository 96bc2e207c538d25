package dev.parley.server.faults;

import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.Reply;

/** A host that hosts redirect to, and nobody may ask. */
final class Elsewhere {
    private static final FakeUpstream HOST = FakeUpstream.lax(request -> Reply.json(200, "{}"));

    private Elsewhere() {}

    static int port() {
        return HOST.port();
    }

    /** Connections that it has seen. */
    static int connections() {
        return HOST.connections();
    }
}
