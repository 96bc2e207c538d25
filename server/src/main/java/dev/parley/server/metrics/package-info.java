/**
 * What the gateway counts about itself, for Prometheus. Start at {@link dev.parley.server.metrics.Metrics}; the table
 * of all there is to see is {@link dev.parley.server.metrics.Family}.
 */
@NullMarked
package dev.parley.server.metrics;

import org.jspecify.annotations.NullMarked;
