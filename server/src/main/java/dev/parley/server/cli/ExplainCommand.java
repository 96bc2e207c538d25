package dev.parley.server.cli;

import dev.parley.server.config.Explained;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley config explain}: each effective value and where it came from. */
@Command(name = "explain", description = "Shows each effective setting and where it came from; secrets are masked.")
final class ExplainCommand implements Runnable {
    private final Map<String, String> environment;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ExplainCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        List<Explained> all = options.load(environment).explained();
        int width = all.stream().mapToInt(line -> line.path().length()).max().orElse(1);
        PrintWriter out = spec.commandLine().getOut();
        for (Explained line : all) {
            String value = line.value().isEmpty() ? "\"\"" : line.value();
            out.printf("%-" + width + "s = %-28s # %s%n", line.path(), value, line.origin());
        }
    }
}
