package dev.parley.server.management.system;

/** All metrics, as they are now (MA-12). Thread-safe. */
public interface MetricsSource {
    /** In Prometheus's text format 0.0.4. */
    String text();

    /** The same as a JSON object. */
    String json();
}
