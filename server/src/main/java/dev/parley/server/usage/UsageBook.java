package dev.parley.server.usage;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Usage;
import dev.parley.server.store.UsageRecord;
import dev.parley.server.store.UsageTable;
import dev.parley.server.store.UsageTable.Row;
import dev.parley.server.store.UsageTable.View;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Adds up what calls have used, by caller key, by model, by hour and by day (MA-13). Counts by key and model begin anew
 * with each period. Thread-safe: one lock, held for a few instructions.
 */
public final class UsageBook {
    /** What stands for names that are not told. */
    private static final String OTHER = "other";

    /** Names in one view at most. */
    private static final int MOST = 10_000;

    private static final int MINUTE = 60;

    private static final Set<View> PERIODIC = Set.of(View.TOTAL, View.KEY, View.MODEL);

    private final UsageTable table;
    private final UsagePeriod period;
    private final Predicate<String> knownModel;
    private final InstantSource clock;
    private final Map<View, Map<String, UsageRecord>> views = new HashMap<>();
    private Instant since;
    private String hour;
    private String day;
    private Instant looked;

    /** {@code knownModel} says whether there is a model of a name, without asking anybody. */
    public UsageBook(UsageTable table, UsagePeriod period, Predicate<String> knownModel, InstantSource clock) {
        this.table = table;
        this.period = period;
        this.knownModel = knownModel;
        this.clock = clock;
        this.looked = clock.instant();
        this.since = period.start(looked);
        this.hour = period.hour(looked);
        this.day = period.day(looked);
        for (View view : View.values()) {
            views.put(view, new TreeMap<>());
        }
        table.saved().forEach((row, record) -> of(row.view()).put(row.name(), record));
        drop(PERIODIC, record -> record.lastUsed().isBefore(since));
        trim(looked);
    }

    /** Counts a call that has ended. */
    synchronized void add(CallRecord call) {
        Instant now = clock.instant();
        turn(now);
        UsageRecord used = used(call, now);
        add(View.TOTAL, "", used);
        add(View.KEY, call.caller(), used);
        add(View.MODEL, model(call), used);
        add(View.HOUR, hour, used);
        add(View.DAY, day, used);
    }

    /** All of it, as it is now. */
    public synchronized UsageReport report() {
        Instant now = clock.instant();
        turn(now);
        return new UsageReport(
                since,
                of(View.TOTAL).getOrDefault("", UsageRecord.none(now)),
                copy(View.KEY),
                copy(View.MODEL),
                copy(View.HOUR),
                copy(View.DAY));
    }

    /** Begins a new period and forgets old hours, once it is time; looks at the calendar once a minute. */
    private void turn(Instant now) {
        if (now.getEpochSecond() / MINUTE == looked.getEpochSecond() / MINUTE) {
            return;
        }
        looked = now;
        hour = period.hour(now);
        day = period.day(now);
        Instant start = period.start(now);
        if (start.isAfter(since)) {
            since = start;
            drop(PERIODIC, record -> true);
        }
        trim(now);
    }

    private void trim(Instant now) {
        forget(View.HOUR, period.firstHour(now));
        forget(View.DAY, period.firstDay(now));
    }

    private void forget(View view, String first) {
        of(view).keySet().removeIf(name -> name.compareTo(first) < 0 && removed(view, name));
    }

    private void drop(Set<View> from, Predicate<UsageRecord> old) {
        for (View view : from) {
            of(view).entrySet().removeIf(entry -> old.test(entry.getValue()) && removed(view, entry.getKey()));
        }
    }

    private boolean removed(View view, String name) {
        table.remove(new Row(view, name));
        return true;
    }

    private void add(View view, String name, UsageRecord used) {
        Map<String, UsageRecord> records = of(view);
        String kept = records.containsKey(name) || records.size() < MOST ? name : OTHER;
        table.put(new Row(view, kept), records.merge(kept, used, UsageRecord::plus));
    }

    /** Callers may ask for any name; what no provider lists and none has answered to is not told. */
    private String model(CallRecord call) {
        boolean told = isWhole(call) || of(View.MODEL).containsKey(call.model()) || knownModel.test(call.model());
        return told ? call.model() : OTHER;
    }

    private static UsageRecord used(CallRecord call, Instant now) {
        Usage usage = call.served().getUsage();
        return new UsageRecord(
                1,
                isWhole(call) ? 1 : 0,
                usage.getInputTokens(),
                usage.getOutputTokens(),
                usage.getEstimated() ? 1 : 0,
                now,
                now);
    }

    private static boolean isWhole(CallRecord call) {
        return call.outcome() == ErrorCode.ERROR_CODE_UNSPECIFIED;
    }

    private Map<String, UsageRecord> of(View view) {
        return views.computeIfAbsent(view, unknown -> new TreeMap<>());
    }

    private Map<String, UsageRecord> copy(View view) {
        return new TreeMap<>(of(view));
    }
}
