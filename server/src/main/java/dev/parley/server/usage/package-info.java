/** Counts what calls cost. Depends on the contract alone; start at {@link dev.parley.server.usage.UsageLedger}. */
@NullMarked
package dev.parley.server.usage;

import org.jspecify.annotations.NullMarked;
