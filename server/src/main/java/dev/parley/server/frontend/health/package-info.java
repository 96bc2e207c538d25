/**
 * Tells machines whether the server lives and is ready. Start at {@link dev.parley.server.frontend.health.Readiness}.
 */
@NullMarked
package dev.parley.server.frontend.health;

import org.jspecify.annotations.NullMarked;
