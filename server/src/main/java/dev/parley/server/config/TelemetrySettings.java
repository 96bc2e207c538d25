package dev.parley.server.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which OpenTelemetry collector is told of calls.
 *
 * @param otlpEndpoint its address for OTLP over HTTP, without a path; unset: none is told
 * @param serviceName what the gateway is called there
 * @param semconv which names of the GenAI conventions are told: the widely read ones, or the newest
 */
public record TelemetrySettings(@Nullable URI otlpEndpoint, String serviceName, Semconv semconv) {
    /** A state of the conventions. */
    public enum Semconv {
        DEFAULT,
        LATEST
    }
}
