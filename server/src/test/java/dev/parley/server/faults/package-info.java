/**
 * Everything that hosts do wrong, played on every family of providers and every wire. Start at
 * {@link dev.parley.server.faults.FaultMatrixTest}; the faults are data, in the classes that {@code Group} names.
 */
@NullMarked
package dev.parley.server.faults;

import org.jspecify.annotations.NullMarked;
