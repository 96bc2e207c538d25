package dev.parley.server.faults;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of every fault, as a section of the documentation. */
final class FaultTable {
    private FaultTable() {}

    static String page(List<Fault> faults) {
        StringBuilder page = new StringBuilder("""
            `FaultMatrixTest` plays these %d faults on raw sockets, whole and streamed, over OpenAI's, Claude's and the native wires
            (gRPC and REST; in every build a part of that), against providers that have two credentials each and tell causes (`retry.tell-cause`). After
            each it looks that the call ended in time, that no credential is lent, no call open and no connection to the host in
            use, that the host was asked as often as the table says, and that no credential is in what callers get.

            - `answer`: the caller gets the answer, whole and as it was meant.
            - `502`: an error with that status (over gRPC the status that [errors.md](errors.md) gives) and this reason, in the shape
              of the wire. ×2: the host was asked with both credentials; ×4: each time again on a new connection, since a kept one
              had been closed before a byte came. Where the host fails so once alone, the caller gets the answer.
            - `breaks, 502`: a stream ends with its wire's error after what was said before, and without its proper end; a whole
              answer is an error with that status. Nothing is asked again.
            - –: it cannot happen there.

            """.formatted(faults.size()));
        for (Group group : Group.values()) {
            page.append(
                    row(group.toString(), "reason", Stream.of(Family.values()).map(Family::toString)));
            page.append(row("---", "---", Stream.of(Family.values()).map(family -> "---")));
            group.faults().forEach(fault -> page.append(row(fault)));
            page.append('\n');
        }
        return page.toString();
    }

    private static String row(Fault fault) {
        return row(
                fault.name(),
                fault.outcome().reason().isEmpty() ? "" : '`' + fault.outcome().reason() + '`',
                Stream.of(Family.values()).map(family -> mark(fault, family)));
    }

    private static String mark(Fault fault, Family family) {
        Outcome outcome = fault.outcome(family);
        if (outcome == null) {
            return "–";
        }
        boolean other = !outcome.reason().equals(fault.outcome().reason())
                && !outcome.reason().isEmpty();
        return outcome + (other ? " `" + outcome.reason() + '`' : "");
    }

    private static String row(String fault, String reason, Stream<String> cells) {
        return "| %s | %s | %s |\n".formatted(fault, reason, cells.collect(Collectors.joining(" | ")));
    }
}
