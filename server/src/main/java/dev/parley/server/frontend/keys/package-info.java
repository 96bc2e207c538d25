/** The routes of a proxy that manages its own keys. Start at {@link dev.parley.server.frontend.keys.KeyRoutes}. */
@NullMarked
package dev.parley.server.frontend.keys;

import org.jspecify.annotations.NullMarked;
