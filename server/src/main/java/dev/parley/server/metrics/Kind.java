package dev.parley.server.metrics;

/** What the numbers of a family mean. */
enum Kind {
    /** Only grows. */
    COUNTER,
    /** Is now. */
    GAUGE,
    /** How long things took, by upper bounds in seconds. */
    HISTOGRAM
}
