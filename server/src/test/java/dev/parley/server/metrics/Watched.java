package dev.parley.server.metrics;

import dev.parley.server.chat.Instruments;
import dev.parley.server.store.CallCounts;
import dev.parley.server.store.UsageTable;
import dev.parley.server.telemetry.Tracing;
import dev.parley.server.usage.UsageBook;
import dev.parley.server.usage.UsageLedger;
import dev.parley.server.usage.UsagePeriod;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** What watches a pipeline that a test puts together by hand. */
public final class Watched {
    /** A catalogue that knows every model. */
    public static final ModelLabels ALL = new ModelLabels(new ModelLabels.Catalogue() {
        @Override
        public boolean lists(String provider) {
            return true;
        }

        @Override
        public boolean has(String provider, String model) {
            return true;
        }
    });

    private Watched() {}

    public static Instruments by(Metrics metrics) {
        return Instruments.of(metrics, ALL, Tracing.NONE);
    }

    /** A ledger that keeps nothing over restarts. */
    public static UsageLedger ledger(InstantSource clock) {
        UsagePeriod days = new UsagePeriod(Duration.ofDays(1), ZoneOffset.UTC);
        return new UsageLedger(CallCounts.NOWHERE, new UsageBook(UsageTable.NOWHERE, days, model -> true, clock));
    }
}
