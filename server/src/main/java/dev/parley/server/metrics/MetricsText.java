package dev.parley.server.metrics;

import dev.parley.server.json.JsonWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** All numbers as they are now, in the forms that are asked for. Thread-safe. */
public final class MetricsText {
    private final Series series;
    private final Snapshots snapshots;

    MetricsText(Series series, String alias) {
        this.series = series;
        this.snapshots =
                new Snapshots(series, alias.isEmpty() ? List.of(Family.PREFIX) : List.of(Family.PREFIX, alias));
    }

    /** A document and its media type. */
    public record Document(String type, String text) {}

    /**
     * What a scraper that sends this {@code Accept} header takes: OpenMetrics if it names it, else Prometheus' text.
     */
    public Document scrape(String accept) {
        ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
        ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : PrometheusTextFormatWriter.create();
        return new Document(writer.getContentType(), write(writer));
    }

    /** Prometheus' text format, version 0.0.4. */
    public String prometheus() {
        return write(PrometheusTextFormatWriter.create());
    }

    /** The same as a JSON object: by the family's name, its type, its meaning and its series. */
    public String json() {
        byte[] document = JsonWriter.document(out -> {
            out.beginObject();
            for (Family family : Family.values()) {
                write(family, out);
            }
            out.endObject();
        });
        return new String(document, StandardCharsets.UTF_8);
    }

    private String write(ExpositionFormatWriter writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, snapshots.all());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private void write(Family family, JsonWriter out) {
        out.name(Family.PREFIX + family.suffix())
                .beginObject()
                .field("type", Snapshots.word(family.kind()))
                .field("help", family.help())
                .name("series")
                .beginArray();
        series.of(family).forEach((values, cell) -> write(family, values, cell, out));
        out.endArray().endObject();
    }

    private static void write(Family family, List<String> values, Cell cell, JsonWriter out) {
        out.beginObject().name("labels").beginObject();
        for (int i = 0; i < values.size(); i++) {
            out.field(family.labels().get(i), values.get(i));
        }
        out.endObject();
        switch (cell) {
            case Count count -> out.field("value", count.value());
            case Level level -> out.name("value").value(level.value());
            case Histogram histogram -> write(histogram, out);
        }
        out.endObject();
    }

    private static void write(Histogram histogram, JsonWriter out) {
        long[] counts = histogram.counts();
        double[] bounds = Histogram.bounds();
        long total = 0;
        out.name("buckets").beginObject();
        for (int i = 0; i < counts.length; i++) {
            total += counts[i];
            out.field(Double.isInfinite(bounds[i]) ? "+Inf" : Double.toString(bounds[i]), total);
        }
        out.endObject().field("count", total).name("sum").value(histogram.seconds());
    }
}
