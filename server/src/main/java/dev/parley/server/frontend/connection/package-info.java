/** Watches callers' connections, which Helidon does not do while a handler is silent. */
@NullMarked
package dev.parley.server.frontend.connection;

import org.jspecify.annotations.NullMarked;
