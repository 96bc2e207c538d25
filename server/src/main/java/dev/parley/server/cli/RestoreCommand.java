package dev.parley.server.cli;

import dev.parley.server.store.DataFolder;
import dev.parley.server.store.sqlite.Restore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley restore}: a backup in the place of the store. */
@Command(name = "restore", description = "Puts a backup in the place of the store, which is kept aside.")
final class RestoreCommand implements Runnable {
    private final Map<String, String> environment;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Parameters(arity = "1", paramLabel = "FILE", description = "What 'parley backup' wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    RestoreCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void run() {
        Path folder = DataFolder.of(options.load(environment).settings().data().dir(), environment);
        PrintWriter out = spec.commandLine().getOut();
        Restore.run(folder, environment, file, InstantSource.system().instant())
                .ifPresent(aside -> out.printf("What was there is in %s now.%n", aside));
        out.printf("The store in %s is that of %s.%n", folder, file);
    }
}
