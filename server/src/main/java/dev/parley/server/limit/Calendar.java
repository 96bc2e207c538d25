package dev.parley.server.limit;

import dev.parley.server.store.BudgetTable.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Days and months by the clocks of a zone. Thread-safe; looks at the zone's rules once a day. */
final class Calendar {
    private final ZoneId zone;
    private volatile Today today;

    private record Today(Instant begins, Instant ends, LocalDate date) {}

    Calendar(ZoneId zone) {
        this.zone = zone;
        this.today = of(Instant.EPOCH);
    }

    /** The name of a period at a moment; empty for all time. */
    String name(Period period, Instant now) {
        LocalDate date = at(now).date;
        return switch (period) {
            case DAY -> date.toString();
            case MONTH -> YearMonth.from(date).toString();
            case TOTAL -> "";
        };
    }

    /** When the period that a moment is in ends; null: never. */
    @Nullable
    Instant ends(Period period, Instant now) {
        LocalDate date = at(now).date;
        return switch (period) {
            case DAY -> midnight(date.plusDays(1));
            case MONTH -> midnight(date.withDayOfMonth(1).plusMonths(1));
            case TOTAL -> null;
        };
    }

    private Today at(Instant now) {
        Today known = today;
        if (now.isBefore(known.begins) || !now.isBefore(known.ends)) {
            known = of(now);
            today = known;
        }
        return known;
    }

    private Today of(Instant now) {
        LocalDate date = LocalDate.ofInstant(now, zone);
        return new Today(midnight(date), midnight(date.plusDays(1)), date);
    }

    private Instant midnight(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }
}
