package dev.parley.server.frontend.management;

import dev.parley.server.access.Presented;
import io.grpc.Context;

/**
 * How the call at hand came in, for who logs in and out.
 *
 * @param secure whether the caller's own connection is encrypted
 */
record Entrance(Presented presented, boolean secure) {
    static final Context.Key<Entrance> KEY = Context.key("parley-management-entrance");

    static Entrance current() {
        return KEY.get();
    }
}
