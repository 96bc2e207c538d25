/**
 * Models that need no network: to try Parley, to test it, and for callers to test their clients. They go through the
 * same SPI and pipeline as all others. Start at {@link dev.parley.server.provider.builtin.BuiltinProvider}.
 */
@NullMarked
package dev.parley.server.provider.builtin;

import org.jspecify.annotations.NullMarked;
