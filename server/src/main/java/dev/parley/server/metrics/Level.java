package dev.parley.server.metrics;

import java.util.function.DoubleSupplier;

/** A number that is looked up when somebody wants to see it. */
record Level(DoubleSupplier source) implements Cell {
    double value() {
        return source.getAsDouble();
    }
}
