package dev.parley.server.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The run as a page of the documentation. */
final class CompatibilityTable {
    private static final String HEAD = """
            # Compatibility

            What goes through which front to which provider, as the tests saw it: made by `CompatibilityTest`, which fails when
            this page is stale (`mvn verify -Dcompatibility=write` writes it anew). Each scenario is asked for whole and streamed
            where both make sense, and the hosts are fakes that refuse what the real ones refuse. A number stands where something
            is otherwise; it is tested too.

            """;

    private CompatibilityTable() {}

    /**
     * The page.
     *
     * @param results whether each cell is as it should be
     */
    static String page(Map<Cell, Boolean> results) {
        List<String> reasons = new ArrayList<>();
        StringBuilder page = new StringBuilder(HEAD);
        page.append(row("scenario", "client", Stream.of(Host.values()).map(Host::toString)));
        page.append(row("---", "---", Stream.of(Host.values()).map(host -> "---")));
        for (Scenario scenario : Scenario.values()) {
            for (Front front : Front.values()) {
                String title = front == Front.OPENAI ? scenario.toString() : "";
                Stream<String> cells =
                        Stream.of(Host.values()).map(host -> mark(new Cell(scenario, front, host), results, reasons));
                page.append(row(title, front.toString(), cells));
            }
        }
        page.append('\n');
        for (int i = 0; i < reasons.size(); i++) {
            page.append(i + 1).append(". ").append(reasons.get(i)).append('\n');
        }
        return page.toString();
    }

    private static String row(String scenario, String client, Stream<String> cells) {
        return "| %s | %s | %s |\n".formatted(scenario, client, cells.collect(Collectors.joining(" | ")));
    }

    private static String mark(Cell cell, Map<Cell, Boolean> results, List<String> reasons) {
        if (!results.getOrDefault(cell, false)) {
            return "**no**";
        }
        return cell.reason().map(reason -> number(reason.text(), reasons)).orElse("yes");
    }

    private static String number(String reason, List<String> reasons) {
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
        return "(" + (reasons.indexOf(reason) + 1) + ')';
    }
}
