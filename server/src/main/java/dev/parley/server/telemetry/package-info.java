/**
 * Tells an OpenTelemetry collector of calls, if there is one. Start at {@link dev.parley.server.telemetry.Tracing}; no
 * other package may use OpenTelemetry's classes, which are loaded only if an operator names a collector.
 */
@NullMarked
package dev.parley.server.telemetry;

import org.jspecify.annotations.NullMarked;
