/**
 * Watches callers' connections, which Helidon does not do while a handler is silent. Depends on Helidon alone; start at
 * {@link dev.parley.server.frontend.connection.CallerWatch}.
 */
@NullMarked
package dev.parley.server.frontend.connection;

import org.jspecify.annotations.NullMarked;
