package dev.parley.server.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** The series in the model of Prometheus' library, which writes them down; under each prefix all of them. */
record Snapshots(Series series, List<String> prefixes) {
    private static final String TOTAL = "_total";

    MetricSnapshots all() {
        List<MetricSnapshot> all = new ArrayList<>();
        for (String prefix : prefixes) {
            for (Family family : Family.values()) {
                all.add(snapshot(family, prefix + family.suffix()));
            }
        }
        return new MetricSnapshots(all);
    }

    /** A kind as Prometheus calls it. */
    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private MetricSnapshot snapshot(Family family, String name) {
        return switch (family.kind()) {
            case COUNTER ->
                new CounterSnapshot(
                        new MetricMetadata(name.substring(0, name.length() - TOTAL.length()), family.help()),
                        points(family, Snapshots::count));
            case GAUGE -> new GaugeSnapshot(new MetricMetadata(name, family.help()), points(family, Snapshots::level));
            case HISTOGRAM ->
                new HistogramSnapshot(new MetricMetadata(name, family.help()), points(family, Snapshots::histogram));
        };
    }

    private <P> List<P> points(Family family, BiFunction<Cell, Labels, P> point) {
        List<P> points = new ArrayList<>();
        for (Map.Entry<List<String>, Cell> entry : series.of(family).entrySet()) {
            points.add(point.apply(entry.getValue(), Labels.of(family.labels(), entry.getKey())));
        }
        return points;
    }

    private static CounterDataPointSnapshot count(Cell cell, Labels labels) {
        return new CounterDataPointSnapshot(((Count) cell).value(), labels, null, 0);
    }

    private static GaugeDataPointSnapshot level(Cell cell, Labels labels) {
        return new GaugeDataPointSnapshot(((Level) cell).value(), labels, null);
    }

    private static HistogramDataPointSnapshot histogram(Cell cell, Labels labels) {
        Histogram histogram = (Histogram) cell;
        ClassicHistogramBuckets buckets = ClassicHistogramBuckets.of(Histogram.bounds(), histogram.counts());
        return new HistogramDataPointSnapshot(buckets, histogram.seconds(), labels, Exemplars.EMPTY, 0);
    }
}
