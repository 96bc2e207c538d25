/** Shows the gateway's metrics. Start at {@link dev.parley.server.frontend.metrics.MetricsRoute}. */
@NullMarked
package dev.parley.server.frontend.metrics;

import org.jspecify.annotations.NullMarked;
