package dev.parley.server.coverage;

import dev.parley.server.coverage.CoverageBench.Exchange;
import dev.parley.server.coverage.Samples.Sample;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of a field on its way to a host, seen by sending a request with it and one without.
 *
 * @param word as the page has it
 * @param dropped what the caller is told was dropped
 */
record Fate(String word, Set<String> dropped) {
    static final String CARRIED = "yes";
    static final String DROPPED = "drop";
    static final String PARTLY = "partly";
    static final String KEPT = "kept";

    static Fate of(Sample sample, String path, Target target, CoverageBench bench) {
        Exchange plain = bench.askOnce(path, sample.without(), target, sample.headers());
        if (plain.status() != 200) {
            return refused(plain, "without the field, too: ");
        }
        Exchange seen = bench.ask(path, sample.with(), target, sample.headers());
        if (seen.status() != 200) {
            return refused(seen, "");
        }
        boolean carried = seen.sent().says(sample.mark(), plain.sent());
        Set<String> dropped = new TreeSet<>(seen.dropped());
        dropped.removeAll(plain.dropped());
        if (dropped.isEmpty()) {
            return new Fate(carried ? CARRIED : KEPT, dropped);
        }
        return new Fate(carried ? PARTLY : DROPPED, dropped);
    }

    private static Fate refused(Exchange exchange, String when) {
        return new Fate("%s%d `%s`".formatted(when, exchange.status(), ErrorCodes.of(exchange.body())), Set.of());
    }
}
