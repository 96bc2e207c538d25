package dev.parley.server.cli;

import dev.parley.admin.v1.AuditEntry;
import dev.parley.admin.v1.ListAuditEntriesRequest;
import dev.parley.admin.v1.ListAuditEntriesResponse;
import dev.parley.client.ParleyClient;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley audit}: who changed what. */
@Command(name = "audit", description = "Shows who changed what on a running Parley, and who read secrets.")
final class AuditCommand implements Runnable {
    private final Map<String, String> environment;

    @Mixin
    private final AdminOptions options = new AdminOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    @Option(names = "--limit", paramLabel = "N", description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    AuditCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        ListAuditEntriesRequest request =
                ListAuditEntriesRequest.newBuilder().setLimit(limit).build();
        try (ParleyClient client = options.client(environment)) {
            answer.show(client.admin().listAuditEntries(request), this::print);
        }
    }

    private void print(ListAuditEntriesResponse log) {
        Table table = new Table("TIME", "WHO", "FROM", "DID", "TO");
        for (AuditEntry entry : log.getEntriesList()) {
            table.row(
                    Instant.ofEpochSecond(entry.getTime()),
                    entry.getActor(),
                    entry.getAddress(),
                    entry.getAction(),
                    entry.getSubject());
        }
        table.print(answer.out());
    }
}
