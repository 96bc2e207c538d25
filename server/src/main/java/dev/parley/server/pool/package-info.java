/**
 * Credentials, lent one attempt at a time: rotation, limits, queues, cool-downs. Depends on config and error; start at
 * {@link dev.parley.server.pool.LeasingPool}.
 */
@NullMarked
package dev.parley.server.pool;

import org.jspecify.annotations.NullMarked;
