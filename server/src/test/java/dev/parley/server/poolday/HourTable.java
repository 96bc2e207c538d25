package dev.parley.server.poolday;

import dev.parley.server.pool.CredentialView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes a line for each hour: how the credentials stand at its end, and what happened in it. */
final class HourTable {
    private final Appendable out;
    private Totals hour = new Totals(0, 0, 0, 0, 0);
    private Totals day = hour;
    private int hours;

    /**
     * What happened.
     *
     * @param answered calls that worked, or whose request was at fault
     * @param failed calls that some credentials were tried for
     * @param refused calls that no credential was tried for
     * @param bans that began
     * @param lifted bans that were lifted by a sweep or by hand; the others end when their credential is asked for
     */
    record Totals(int answered, int failed, int refused, int bans, int lifted) {
        private Totals plus(int answers, int failures, int refusals, int begun, int ended) {
            return new Totals(answered + answers, failed + failures, refused + refusals, bans + begun, lifted + ended);
        }
    }

    HourTable(Appendable out) {
        this.out = out;
        print("hour  usable  banned  cooled  disabled  |  answered  failed  refused  bans  lifted%n".formatted());
    }

    void answered() {
        hour = hour.plus(1, 0, 0, 0, 0);
    }

    /** {@code atOnce}: without a single attempt. */
    void refused(boolean atOnce) {
        hour = hour.plus(0, atOnce ? 0 : 1, atOnce ? 1 : 0, 0, 0);
    }

    void banned() {
        hour = hour.plus(0, 0, 0, 1, 0);
    }

    void lifted(int bans) {
        hour = hour.plus(0, 0, 0, 0, bans);
    }

    /** The hour is over, and so do the credentials stand. */
    void row(List<CredentialView> views) {
        long usable = views.stream().filter(CredentialView::healthy).count();
        long disabled = views.stream().filter(CredentialView::disabled).count();
        long banned = views.stream()
                .filter(view -> view.autoBanned() && !view.disabled())
                .count();
        print("%4d  %6d  %6d  %6d  %8d  |  %8d  %6d  %7d  %4d  %6d%n"
                .formatted(
                        ++hours,
                        usable,
                        banned,
                        views.size() - usable - banned - disabled,
                        disabled,
                        hour.answered,
                        hour.failed,
                        hour.refused,
                        hour.bans,
                        hour.lifted));
        day = day.plus(hour.answered, hour.failed, hour.refused, hour.bans, hour.lifted);
        hour = new Totals(0, 0, 0, 0, 0);
    }

    /** Of all hours that are over. */
    Totals totals() {
        return day;
    }

    private void print(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
