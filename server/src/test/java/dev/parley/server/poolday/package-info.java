/**
 * A pool of twenty credentials through a day of bans and recoveries, on a clock that is moved. Knows the pool by its
 * public methods alone, so that {@code examples/pool-day.sh} can run it against what is built.
 */
@NullMarked
package dev.parley.server.poolday;

import org.jspecify.annotations.NullMarked;
