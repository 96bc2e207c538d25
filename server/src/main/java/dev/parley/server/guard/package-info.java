/**
 * Keeps the process from running out of what it has: heap, and files that it may have open. Start at
 * {@link dev.parley.server.guard.HeapGuard}.
 */
@NullMarked
package dev.parley.server.guard;

import org.jspecify.annotations.NullMarked;
