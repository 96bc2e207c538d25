package dev.parley.server.frontend.management;

import io.grpc.Context;

/**
 * The listener that the call at hand came through.
 *
 * @param name "default" or a profile's name
 * @param provider the provider that serves it; empty: all
 */
record AskedListener(String name, String provider) {
    static final Context.Key<AskedListener> KEY = Context.key("parley-management-listener");

    static AskedListener current() {
        return KEY.get();
    }
}
