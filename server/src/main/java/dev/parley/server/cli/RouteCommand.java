package dev.parley.server.cli;

import dev.parley.client.ParleyClient;
import dev.parley.management.v1.ExplainRouteRequest;
import dev.parley.management.v1.RouteExplanation;
import dev.parley.management.v1.RouteStep;
import dev.parley.management.v1.RouteTarget;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley route}: where a running Parley sends requests. */
@Command(name = "route", description = "Tells where a running Parley sends requests.")
final class RouteCommand extends Group {
    private final Map<String, String> environment;

    RouteCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(name = "explain", description = "Tells where a request would go and why, without sending it.")
    void explain(
            @Mixin ManagementOptions options,
            @Mixin AnswerOptions answer,
            @Parameters(
                            paramLabel = "MODEL",
                            arity = "0..1",
                            defaultValue = "",
                            description = "None: the default model.")
                    String model,
            @Option(
                            names = "--listener",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "default, or a profile's name; none: the one that is asked.")
                    String listener,
            @Option(
                            names = "--dialect",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "openai (the default), claude, gemini or native.")
                    String dialect,
            @Option(
                            names = "--key-id",
                            paramLabel = "ID",
                            defaultValue = "",
                            description = "The caller's key as logs name it; none: one that opens everything.")
                    String keyId) {
        ExplainRouteRequest request = ExplainRouteRequest.newBuilder()
                .setModel(model)
                .setListener(listener)
                .setDialect(dialect)
                .setApiKey(keyId)
                .build();
        try (ParleyClient client = options.client(environment)) {
            answer.show(client.management().settings().explainRoute(request), told -> print(told, answer));
        }
    }

    private static void print(RouteExplanation told, AnswerOptions answer) {
        answer.out().println("model: " + told.getModel());
        for (RouteStep step : told.getStepsList()) {
            answer.out().printf("%s %s: %s%n", step.getDecided() ? "*" : "-", step.getRule(), step.getReason());
        }
        if (!told.getError().isEmpty()) {
            answer.out().printf("refused (%s): %s%n", told.getErrorCode(), told.getError());
            return;
        }
        Table table = new Table("PROVIDER", "MODEL", "CREDENTIALS", "VARIANT");
        told.getTargetsList()
                .forEach(target -> table.row(
                        target.getProvider(),
                        target.getModel(),
                        credentials(target),
                        String.join(" ", target.getVariantList())));
        table.print(answer.out());
    }

    private static String credentials(RouteTarget target) {
        return target.getCredentials() == 0
                ? "none needed"
                : "%d of %d usable".formatted(target.getUsableCredentials(), target.getCredentials());
    }
}
