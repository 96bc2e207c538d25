/**
 * What must survive a restart, and where it is kept. Depends on config and error; start at
 * {@link dev.parley.server.store.ConfigHome}.
 */
@NullMarked
package dev.parley.server.store;

import org.jspecify.annotations.NullMarked;
