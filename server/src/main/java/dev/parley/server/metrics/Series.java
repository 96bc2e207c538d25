package dev.parley.server.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * All series there are, by family and by the values of their labels. Families without labels are there from the start,
 * at 0. Thread-safe.
 */
final class Series {
    /** What stands for values that are not shown by their name. */
    static final String OTHER = "other";

    /** Series of one family at most (MET-02); what comes later is counted as one. */
    private static final int MOST = 1000;

    private final Map<Family, Map<List<String>, Cell>> families = new EnumMap<>(Family.class);

    Series() {
        for (Family family : Family.values()) {
            Map<List<String>, Cell> cells = new ConcurrentHashMap<>();
            families.put(family, cells);
            if (family.labels().isEmpty()) {
                cells.put(List.of(), zero(family.kind()));
            }
        }
    }

    /** The count with these values of the family's labels, in their order. */
    Count count(Family family, String... values) {
        return (Count) cell(family, List.of(values), Count::new);
    }

    /** The durations likewise. */
    Histogram histogram(Family family, String... values) {
        return (Histogram) cell(family, List.of(values), Histogram::new);
    }

    /** From now on this gives the number with these values. */
    void level(Family family, DoubleSupplier source, String... values) {
        of(family).put(List.of(values), new Level(source));
    }

    /** A family's series. */
    Map<List<String>, Cell> of(Family family) {
        Map<List<String>, Cell> cells = families.get(family);
        if (cells == null) {
            throw new IllegalStateException("no family " + family);
        }
        return cells;
    }

    private Cell cell(Family family, List<String> values, Supplier<Cell> make) {
        Map<List<String>, Cell> cells = of(family);
        Cell known = cells.get(values);
        if (known != null) {
            return known;
        }
        List<String> kept = cells.size() < MOST ? values : Collections.nCopies(values.size(), OTHER);
        return cells.computeIfAbsent(kept, unknown -> make.get());
    }

    private static Cell zero(Kind kind) {
        return switch (kind) {
            case COUNTER -> new Count();
            case GAUGE -> new Level(() -> 0);
            case HISTOGRAM -> new Histogram();
        };
    }
}
